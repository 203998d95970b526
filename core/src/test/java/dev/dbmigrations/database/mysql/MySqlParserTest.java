package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Golden;
import dev.dbmigrations.Rendering;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Clause.Manner;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Statement.Transaction;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import dev.dbmigrations.parse.SyntaxProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each statement of {@code golden/mysql-parser/*.sql} and what the parser makes of it. */
class MySqlParserTest {

    private static final Path CASES = Path.of("src/test/golden/mysql-parser");
    static final MySqlParser MYSQL = MySqlParser.ofMySql();
    static final MySqlParser MARIADB = MySqlParser.ofMariaDb();

    static List<Piece> statements(String topic) throws IOException {
        String text = Files.readString(CASES.resolve(topic + ".sql"));
        return Splitter.split(text, MySqlLexicalRules.MARIADB, topic + ".sql").stream()
                .filter(Piece::isStatement)
                .toList();
    }

    static MySqlParser parserFor(String topic) {
        return topic.equals("mysql") ? MYSQL : MARIADB;
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "alter-table", "indexes", "rows", "otherwise", "mariadb", "mysql"})
    void readsEveryStatementAsItStandsInTheGoldenFile(String topic) throws IOException {
        StringBuilder read = new StringBuilder();
        for (Piece piece : statements(topic)) {
            Statement statement = parserFor(topic).parse(piece.statement(), piece.position());
            read.append(piece.statement()).append('\n');
            for (Clause clause : statement.clauses()) {
                read.append("    ").append(Rendering.of(clause.change())).append('\n');
                if (!clause.sql().equals(piece.statement())) {
                    read.append("        = ").append(clause.sql()).append('\n');
                }
                if (!clause.asked().equals(Manner.LEFT_TO_THE_SERVER)) {
                    read.append("        ").append(Rendering.of(clause.asked())).append('\n');
                }
            }
            read.append('\n');
        }
        Golden.assertMatches("mysql-parser/" + topic + ".txt", read.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "alter-table", "indexes", "rows", "otherwise"})
    void readsWhatBothServersKnowAlikeForBoth(String topic) throws IOException {
        for (Piece piece : statements(topic)) {
            assertThat(MYSQL.parse(piece.statement(), piece.position()))
                    .isEqualTo(MARIADB.parse(piece.statement(), piece.position()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "alter-table", "indexes", "rows", "otherwise", "mariadb", "mysql"})
    void findsNothingWrongWithSoundStatements(String topic) throws IOException {
        for (Piece piece : statements(topic)) {
            assertThat(MYSQL.problem(piece.statement())).as(piece.statement()).isEmpty();
            assertThat(MARIADB.problem(piece.statement())).as(piece.statement()).isEmpty();
        }
    }

    @Test
    void saysWhereAStatementStopsBeingSql() throws IOException {
        StringBuilder problems = new StringBuilder();
        for (Piece piece : statements("broken")) {
            String text = piece.statement();
            Optional<SyntaxProblem> problem = MARIADB.problem(text);
            assertThat(MYSQL.problem(text)).isEqualTo(problem);
            problems.append(problem.map(p -> p.in(text, piece.position()) + "  " + p.message() + "\n" + p.excerpt(text))
                            .orElse(text + "\nno problem"))
                    .append('\n')
                    .append(Rendering.of(
                            MARIADB.parse(text, piece.position()).changes().getFirst()))
                    .append("\n\n");
        }
        Golden.assertMatches("mysql-parser/broken.txt", problems.toString());
    }

    @Test
    void whatOnlyOneServerKnowsIsNotUnderstoodForTheOther() {
        Position position = new Position("V1__x.sql", 7, 3);
        assertThat(MYSQL.parse("ALTER TABLE t DROP COLUMN IF EXISTS a", position)
                        .changes())
                .singleElement()
                .isInstanceOf(Change.Unrecognized.class);
        assertThat(MARIADB.parse("ALTER TABLE t DROP COLUMN IF EXISTS a", position)
                        .changes())
                .noneMatch(Change.Unrecognized.class::isInstance);
    }

    @Test
    void whatCommitsByItselfMayNotRunInTransactions() {
        Position position = new Position("V1__x.sql", 1, 1);
        for (String text :
                List.of("ALTER TABLE t ADD a int", "TRUNCATE t", "LOCK TABLES t READ", "GRANT ALL ON *.* TO a")) {
            assertThat(MARIADB.parse(text, position).transaction()).as(text).isEqualTo(Transaction.FORBIDDEN);
        }
        for (String text :
                List.of("UPDATE t SET a = 1", "CREATE TEMPORARY TABLE t (a int)", "SET @a = 1", "SELECT 1")) {
            assertThat(MARIADB.parse(text, position).transaction()).as(text).isEqualTo(Transaction.ALLOWED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysqldump-8.0.sql", "mariadb-dump-11.4.sql"})
    void everyStatementOfADumpIsUnderstood(String file) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/mysql", file));
        MySqlParser parser = file.startsWith("mysql") ? MYSQL : MARIADB;
        for (Piece piece : Splitter.split(text, MySqlLexicalRules.MARIADB, file)) {
            if (piece.isStatement()) {
                assertThat(parser.parse(piece.statement(), piece.position()).changes())
                        .as(piece.statement())
                        .noneMatch(Change.Unrecognized.class::isInstance);
                assertThat(parser.problem(piece.statement()))
                        .as(piece.statement())
                        .isEmpty();
            }
        }
    }

    @Test
    void modesOfTheSessionAreHeeded() {
        MySqlParser ansi =
                MySqlParser.ofMySql(MySqlLexicalRules.in("ANSI_QUOTES,NO_BACKSLASH_ESCAPES", MySqlLexicalRules.MYSQL));
        Statement statement = ansi.parse("ALTER TABLE \"a b\" ADD c varchar(9) DEFAULT '\\'", new Position("x", 1, 1));
        assertThat(Rendering.of(statement.changes().getFirst())).startsWith("AddColumn(table a b; ");
    }
}
