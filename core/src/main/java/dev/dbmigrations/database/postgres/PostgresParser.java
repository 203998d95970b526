package dev.dbmigrations.database.postgres;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.postgres.grammar.StatementReader;
import dev.dbmigrations.database.postgres.grammar.SyntaxCheck;
import dev.dbmigrations.parse.StatementParser;
import dev.dbmigrations.parse.SyntaxProblem;
import java.util.Optional;

/** The parser of PostgreSQL's statements, for all of its versions from 14 to 18. Stateless. */
public final class PostgresParser implements StatementParser {

    @Override
    public Statement parse(String text, Position position) {
        return StatementReader.read(text, position);
    }

    @Override
    public Optional<SyntaxProblem> problem(String text) {
        return SyntaxCheck.problem(text);
    }
}
