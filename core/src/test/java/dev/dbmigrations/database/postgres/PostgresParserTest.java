package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Golden;
import dev.dbmigrations.Rendering;
import dev.dbmigrations.change.Clause;
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

/** Each statement of {@code golden/postgres-parser/*.sql} and what the parser makes of it. */
class PostgresParserTest {

    private static final Path CASES = Path.of("src/test/golden/postgres-parser");
    private static final PostgresParser PARSER = new PostgresParser();

    static List<Piece> statements(String topic) throws IOException {
        String text = Files.readString(CASES.resolve(topic + ".sql"));
        return Splitter.split(text, PostgresLexicalRules.RULES, topic + ".sql").stream()
                .filter(Piece::isStatement)
                .toList();
    }

    static Statement parsed(Piece piece) {
        return PARSER.parse(piece.statement(), piece.position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "alter-table", "indexes", "rows", "otherwise"})
    void readsEveryStatementAsItStandsInTheGoldenFile(String topic) throws IOException {
        StringBuilder read = new StringBuilder();
        for (Piece piece : statements(topic)) {
            read.append(piece.statement()).append('\n');
            for (Clause clause : parsed(piece).clauses()) {
                read.append("    ").append(Rendering.of(clause.change())).append('\n');
                if (!clause.sql().equals(piece.statement())) {
                    read.append("        = ").append(clause.sql()).append('\n');
                }
            }
            read.append('\n');
        }
        Golden.assertMatches("postgres-parser/" + topic + ".txt", read.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "alter-table", "indexes", "rows", "otherwise", "transactions", "sound"})
    void findsNothingWrongWithSoundStatements(String topic) throws IOException {
        for (Piece piece : statements(topic)) {
            assertThat(PARSER.problem(piece.statement())).as(piece.statement()).isEmpty();
        }
    }

    @Test
    void knowsWhichStatementsMayNotRunInTransactions() throws IOException {
        Transaction expected = Transaction.FORBIDDEN;
        for (Piece piece : statements("transactions")) {
            expected = piece.comments().stream().anyMatch(c -> c.text().contains("allowed"))
                    ? Transaction.ALLOWED
                    : expected;
            assertThat(parsed(piece).transaction()).as(piece.statement()).isEqualTo(expected);
        }
    }

    @Test
    void saysWhereAStatementStopsBeingSql() throws IOException {
        StringBuilder problems = new StringBuilder();
        for (Piece piece : statements("broken")) {
            Optional<SyntaxProblem> problem = PARSER.problem(piece.statement());
            String text = piece.statement();
            problems.append(problem.map(p -> p.in(text, piece.position()) + "  " + p.message() + "\n" + p.excerpt(text))
                            .orElse(text + "\nno problem"))
                    .append('\n')
                    .append(Rendering.of(parsed(piece).changes().getFirst()))
                    .append("\n\n");
        }
        Golden.assertMatches("postgres-parser/broken.txt", problems.toString());
    }

    @Test
    void keepsTheTextAndThePositionOfTheStatement() {
        Position position = new Position("V1__x.sql", 7, 3);
        Statement statement = PARSER.parse("SELECT 1", position);
        assertThat(statement.text()).isEqualTo("SELECT 1");
        assertThat(statement.position()).isEqualTo(position);
    }
}
