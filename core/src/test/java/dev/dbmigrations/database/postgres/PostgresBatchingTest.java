package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.RowChange.Batching;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.parse.Piece;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** That a statement which may be cut into batches means the same when it is. */
class PostgresBatchingTest {

    private static final int LAST_KEY = 300;
    private static final int BATCH = 7;

    @Test
    void batchesTogetherDoWhatTheStatementDoes() throws IOException, SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection()) {
            PostgresParserServerTest.run(database, "batches.setup");
            connection.setAutoCommit(false);
            for (Piece piece : PostgresParserTest.statements("batches")) {
                RowChange change =
                        (RowChange) PostgresParserTest.parsed(piece).changes().getFirst();
                assertThat(change.batching().refusal()).as(piece.statement()).isEmpty();
                String before = rows(connection);
                run(connection, piece.statement());
                String expected = rows(connection);
                assertThat(expected).as("the statement changes something").isNotEqualTo(before);
                connection.rollback();
                for (int from = 0; from < LAST_KEY; from += BATCH) {
                    run(connection, batch(change.batching(), from));
                }
                assertThat(rows(connection)).as(piece.statement()).isEqualTo(expected);
                connection.rollback();
            }
        }
    }

    private static String batch(Batching batching, int from) {
        String range = "(" + batching.alias() + ".id) >= (" + from + ") AND (" + batching.alias() + ".id) < ("
                + (from + BATCH) + ")";
        String where = batching.where().isEmpty() ? "" : "(" + batching.where() + ") AND ";
        return batching.head() + " WHERE " + where + range + " " + batching.tail();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String rows(Connection connection) throws SQLException {
        String question = """
                SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
                    SELECT 'u' || u::text FROM "Users" u UNION ALL SELECT 'l' || l::text FROM logs l
                    UNION ALL SELECT 'a' || a::text FROM archive a
                ) rows (line)
                """;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
