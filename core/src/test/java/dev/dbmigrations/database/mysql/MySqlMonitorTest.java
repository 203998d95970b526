package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is told to be in the way of a change. */
class MySqlMonitorTest {

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whoHoldsATableIsNamedAndNobodyElseWhereTheServerTellsLocks(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place);
                Connection elsewhere = place.connection();
                Connection reading = place.connection()) {
            place.execute("CREATE TABLE t (id int PRIMARY KEY)");
            place.execute("CREATE TABLE u (id int PRIMARY KEY)");
            begin(elsewhere, "u");
            begin(reading, "t");
            List<Long> named = database.monitor().holdersOf(TableName.of(place.name(), "t")).stream()
                    .map(Blocker::sessionId)
                    .toList();
            assertThat(named).contains(number(reading));
            if (tellsLocks(reading)) {
                assertThat(named).containsExactly(number(reading));
            }
            reading.rollback();
            elsewhere.rollback();
        }
    }

    private static void begin(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO " + table + " VALUES (1)");
        }
    }

    private static long number(Connection connection) throws SQLException {
        return Long.parseLong(asked(connection, "SELECT connection_id()"));
    }

    /** In the performance schema, or by the plugin of MariaDB. */
    private static boolean tellsLocks(Connection connection) throws SQLException {
        return "1".equals(asked(connection, MonitorQueries.TELLS_LOCKS))
                || !"0"
                        .equals(asked(
                                connection,
                                "SELECT count(*) FROM information_schema.plugins"
                                        + " WHERE plugin_name = 'METADATA_LOCK_INFO' AND plugin_status = 'ACTIVE'"));
    }

    private static String asked(Connection connection, String question) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet answer = sql.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
