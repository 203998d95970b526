package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever writes one of the two columns finds the other in step. */
class MySqlSyncTest {

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void eitherSideFollowsTheOther(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("sync");
            session.execute("CREATE TABLE s (id int PRIMARY KEY,"
                    + " old varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci,"
                    + " new varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci)");
            synced(place, session, "varchar(20)", "varchar(40)");
            session.execute("INSERT INTO s (id, old) VALUES (1, 'one'), (2, NULL), (3, 'ä')");
            session.execute("INSERT INTO s (id, new) VALUES (4, 'four'), (5, NULL), (6, 'ö')");
            session.execute("INSERT INTO s (id, old, new) VALUES (7, 'x', 'y')");
            session.execute("UPDATE s SET old = 'ONE' WHERE id = 1");
            session.execute("UPDATE s SET new = NULL WHERE id = 4");
            session.execute("UPDATE s SET old = 'Ö' WHERE id = 6");
            session.execute("INSERT INTO s (id, old) VALUES (2, 'two') ON DUPLICATE KEY UPDATE old = VALUES(old)");
            session.execute("INSERT INTO s (id, new) VALUES (5, 'five') ON DUPLICATE KEY UPDATE new = 'FIVE'");
            session.execute("REPLACE INTO s (id, new) VALUES (3, 'three')");
            assertThat(session.rows(
                            "SELECT id, coalesce(old, '-'), coalesce(new, '-') FROM s ORDER BY id",
                            row -> row.text(1) + " " + row.text(2) + " " + row.text(3)))
                    .containsExactly(
                            "1 ONE ONE", "2 two two", "3 three three", "4 - -", "5 FIVE FIVE", "6 Ö Ö", "7 y y");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theBypassLeavesRowsAsTheyAreWritten(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("sync");
            session.execute("CREATE TABLE s (id int PRIMARY KEY, old int, new bigint)");
            ColumnSync sync = synced(place, session, "int", "bigint");
            session.execute(MySqlSync.bypass());
            session.execute("INSERT INTO s VALUES (1, 1, 2)");
            session.execute("SET @db_migrations_bypass = NULL");
            session.execute("INSERT INTO s (id, old) VALUES (2, 5)");
            sync(database).drop(sync).forEach(session::execute);
            session.execute("INSERT INTO s (id, old) VALUES (3, 5)");
            assertThat(session.rows("SELECT coalesce(new, 0) FROM s ORDER BY id", row -> row.number(1)))
                    .containsExactly(2L, 5L, 0L);
        }
    }

    /** Open tables are shared by every sixteenth session. */
    @ParameterizedTest
    @MethodSource("servers")
    void aSessionThatPassesTheTriggersByLeavesThemToThoseThatUseTheSameOpenTable(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            List<MySqlSession> sessions = new ArrayList<>();
            for (int i = 0; i < 17; i++) {
                sessions.add((MySqlSession) database.open("sync"));
            }
            MySqlSession first = sessions.getFirst();
            first.execute("CREATE TABLE s (id int PRIMARY KEY, old int, new bigint)");
            first.execute("INSERT INTO s VALUES (1, 1, 1), (2, 2, 2)");
            synced(place, first, "int", "bigint");
            first.execute(MySqlSync.bypass());
            first.execute("UPDATE s SET new = 10 WHERE id = 1");
            for (MySqlSession client : sessions.subList(1, sessions.size())) {
                client.execute("UPDATE s SET new = new + 1 WHERE id = 2");
            }
            first.execute("UPDATE s SET new = new + 1 WHERE id = 1");
            assertThat(first.rows("SELECT old, new FROM s ORDER BY id", row -> row.text(1) + " " + row.text(2)))
                    .containsExactly("1 11", "18 18");
            sessions.forEach(MySqlSession::close);
        }
    }

    private static MySqlSync sync(MySqlDatabase database) {
        return new MySqlSync(database.dialect().names());
    }

    private static ColumnSync synced(TestDatabase place, MySqlSession session, String before, String after) {
        ColumnSync sync = new ColumnSync(
                TableName.of(place.name(), "s"),
                "zz_sync",
                new ColumnSync.Side("old", before, null),
                new ColumnSync.Side("new", after, null),
                "old",
                "new");
        new MySqlSync(new MySqlNames(MySqlLexicalRules.EITHER)).create(sync).forEach(session::execute);
        return sync;
    }
}
