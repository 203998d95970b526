package dev.dbmigrations.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Golden;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSqlTest {
    private static final String NOT_NULL = "ALTER TABLE orders ALTER COLUMN email SET NOT NULL;";
    private static final String INDEX = "CREATE INDEX orders_total_idx ON orders (total);";
    private static final String RENAME = "ALTER TABLE orders RENAME COLUMN email TO mail;";

    private static String text(String sql) {
        return PlanSql.text(Example.plan(sql));
    }

    @Test
    void aPlanIsSqlThatAReviewerCanRead() {
        Golden.assertMatches("report/plan.sql", text(NOT_NULL + INDEX));
    }

    @Test
    void aPlanWithAGateIsSqlThatAReviewerCanRead() {
        Golden.assertMatches("report/plan-with-gate.sql", text(RENAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {NOT_NULL, INDEX, "UPDATE orders SET total = 0;", "ALTER TABLE orders DROP COLUMN total;"})
    void whatItSaysCanBeRunByHand(String sql) throws SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(Example.TABLE);
            statement.execute("INSERT INTO orders SELECT n, 'a@b', n FROM generate_series(1, 10) n");
            for (String step : PlanSql.statements(text(sql))) {
                statement.execute(step);
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(10);
            }
        }
    }

    @Test
    void commentsLayoutAndLimitsDoNotCount() {
        String reviewed = text(NOT_NULL);
        String other = reviewed.replaceAll("(?m)^--.*$", "-- read and found good")
                .replace("SET LOCAL lock_timeout = '500ms'", "SET LOCAL lock_timeout = '2s'")
                .replace("ALTER TABLE ", "ALTER   TABLE\n  ");
        assertThat(other).isNotEqualTo(reviewed);
        assertThat(PlanSql.difference(reviewed, other)).isEmpty();
    }

    @Test
    void whatWouldRunDifferentlyIsShownLineByLine() {
        String difference = PlanSql.difference(text(NOT_NULL), text(NOT_NULL + INDEX));
        assertThat(difference).contains("+ CREATE INDEX CONCURRENTLY");
        assertThat(difference.lines()).noneMatch(l -> l.startsWith("- "));
        assertThat(PlanSql.difference(text(NOT_NULL + INDEX), text(NOT_NULL))).contains("- CREATE INDEX CONCURRENTLY");
    }

    @Test
    void aCommentMarkInsideAStringCounts() {
        String one = "UPDATE t SET a = '\n-- one\n';\n";
        assertThat(PlanSql.difference(one, one.replace("one", "two")))
                .contains("- -- one")
                .contains("+ -- two");
    }

    @Test
    void aReviewedTextThatCannotBeReadDiffersInItsLines() {
        assertThat(PlanSql.difference("SELECT 'open;\n", "SELECT 1;\n")).isEqualTo("- SELECT 'open;\n+ SELECT 1;");
    }

    @Test
    void theDigestChangesWithWhatRunsAndWithNothingElse() {
        String digest = PlanSql.digestOf(text(NOT_NULL));
        assertThat(digest).startsWith("sha256 ").isEqualTo(PlanSql.digestOf(text("-- again\n" + NOT_NULL)));
        assertThat(PlanSql.digestOf(text(INDEX))).isNotEqualTo(digest);
    }
}
