package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.mysql.grammar.Server;
import dev.dbmigrations.database.mysql.grammar.StatementReader;
import dev.dbmigrations.database.mysql.grammar.SyntaxCheck;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.StatementParser;
import dev.dbmigrations.parse.SyntaxProblem;
import java.util.Optional;

/** The parser of MySQL's statements, or of MariaDB's. Stateless. */
public final class MySqlParser implements StatementParser {

    private final Server server;
    private final LexicalRules rules;

    private MySqlParser(Server server, LexicalRules rules) {
        this.server = server;
        this.rules = rules;
    }

    /** For MySQL 8 and 9 with the modes they have by default. */
    public static MySqlParser ofMySql() {
        return ofMySql(MySqlLexicalRules.MYSQL);
    }

    /**
     * @param rules {@link MySqlLexicalRules#MYSQL}, as the session's modes change them
     */
    public static MySqlParser ofMySql(LexicalRules rules) {
        return new MySqlParser(Server.MYSQL, rules);
    }

    /** For MariaDB 10.11 and 11 with the modes they have by default. */
    public static MySqlParser ofMariaDb() {
        return ofMariaDb(MySqlLexicalRules.MARIADB);
    }

    /**
     * @param rules {@link MySqlLexicalRules#MARIADB}, as the session's modes change them
     */
    public static MySqlParser ofMariaDb(LexicalRules rules) {
        return new MySqlParser(Server.MARIADB, rules);
    }

    @Override
    public Statement parse(String text, Position position) {
        return StatementReader.read(text, position, server, rules);
    }

    @Override
    public Optional<SyntaxProblem> problem(String text) {
        return SyntaxCheck.problem(text, rules);
    }
}
