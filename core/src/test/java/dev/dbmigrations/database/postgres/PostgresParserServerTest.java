package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Statement.Transaction;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.SyntaxProblem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser makes of a statement, held to what a server makes of it. */
class PostgresParserServerTest {

    private static final String IN_TRANSACTION = "25001";
    private static final String TERMINATES_TRANSACTION = "2D000";
    /** No such syntax in this version, no such table, no such object. */
    private static final Set<String> NOT_REACHED = Set.of("42601", "42P01", "42704");

    private static final PostgresParser PARSER = new PostgresParser();

    @ParameterizedTest
    @ValueSource(strings = {"create-table", "alter-table", "indexes", "rows", "sound"})
    void everyClauseAndEveryUndoIsSqlToTheServer(String topic) throws IOException, SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection()) {
            for (Piece piece : PostgresParserTest.statements(topic)) {
                for (String sql : written(PostgresParserTest.parsed(piece))) {
                    assertThat(ServerSyntax.complaint(connection, sql).filter(PostgresParserServerTest::isAboutSql))
                            .as(sql)
                            .isEmpty();
                }
            }
        }
    }

    /** In a block these begin no statement, or mean something else there. */
    private static boolean isAboutSql(String complaint) {
        return !complaint.startsWith("0: ") && !complaint.endsWith("is not a known variable");
    }

    private static List<String> written(Statement statement) {
        List<String> all = new ArrayList<>();
        for (Clause clause : statement.clauses()) {
            all.add(clause.sql());
            if (clause.change() instanceof RunAsWritten command) {
                all.addAll(command.undo());
            }
        }
        return all;
    }

    @Test
    void aStatementBreaksWhereTheServerSaysItBreaks() throws IOException, SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection()) {
            for (Piece piece : PostgresParserTest.statements("broken")) {
                String sql = piece.statement();
                Optional<SyntaxProblem> ours = PARSER.problem(sql);
                if (ours.isPresent()) {
                    int offset = sql.codePointCount(0, ours.get().offset());
                    assertThat(ServerSyntax.complaint(connection, sql))
                            .as(sql)
                            .contains(offset + ": " + ours.get().message());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theClausesOfAStatementTogetherDoWhatItDoes(int major) throws IOException, SQLException {
        try (TestDatabase whole = TestPostgres.server(major).fresh();
                TestDatabase cut = TestPostgres.server(major).fresh()) {
            run(whole, "running.setup");
            run(cut, "running.setup");
            for (Piece piece : PostgresParserTest.statements("running")) {
                Statement statement = PostgresParserTest.parsed(piece);
                whole.execute(statement.text());
                for (String sql : parts(statement)) {
                    cut.execute(sql);
                }
                assertThat(CatalogText.of(cut)).as(statement.text()).isEqualTo(CatalogText.of(whole));
            }
        }
    }

    private static List<String> parts(Statement statement) {
        return statement.isIndivisible()
                ? List.of(statement.text())
                : statement.clauses().stream().map(Clause::sql).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theDerivedUndoTakesTheStatementBack(int major) throws IOException, SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh()) {
            run(database, "running.setup");
            for (Piece piece : PostgresParserTest.statements("running")) {
                Statement statement = PostgresParserTest.parsed(piece);
                String before = CatalogText.of(database);
                database.execute(statement.text());
                if (statement.changes().getFirst() instanceof RunAsWritten command) {
                    assertThat(command.undo()).as(statement.text()).isNotEmpty();
                    String after = CatalogText.of(database);
                    for (String undo : command.undo()) {
                        database.execute(undo);
                    }
                    assertThat(CatalogText.of(database)).as(statement.text()).isEqualTo(before);
                    database.execute(statement.text());
                    assertThat(CatalogText.of(database)).as(statement.text()).isEqualTo(after);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatMayNotRunInTransactionsIsRefusedThereByTheServer(int major) throws IOException, SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            for (Piece piece : PostgresParserTest.statements("transactions")) {
                String state = stateInTransaction(connection, piece.statement());
                boolean refused = state.equals(IN_TRANSACTION) || state.equals(TERMINATES_TRANSACTION);
                boolean notReached = NOT_REACHED.contains(state);
                boolean forbidden = PostgresParserTest.parsed(piece).transaction() == Transaction.FORBIDDEN;
                if (!notReached || refused) {
                    assertThat(refused).as("%s: %s", piece.statement(), state).isEqualTo(forbidden);
                }
            }
        }
    }

    private static String stateInTransaction(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            connection.rollback();
        }
    }

    static void run(TestDatabase database, String topic) throws IOException, SQLException {
        for (Piece piece : PostgresParserTest.statements(topic)) {
            database.execute(piece.statement());
        }
    }
}
