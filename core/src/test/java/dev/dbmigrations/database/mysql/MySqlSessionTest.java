package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session keeps to its budget, knows its transaction, and tells when it was ended. */
class MySqlSessionTest {
    private static final LockBudget SHORT = new LockBudget(Duration.ofMillis(200), Duration.ZERO);

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aStatementThatWouldWaitIsGivenUpAndTheBudgetIsTakenBack(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession one = (MySqlSession) database.open("one");
            MySqlSession two = (MySqlSession) database.open("two");
            one.execute("CREATE TABLE t (id int PRIMARY KEY)");
            one.inTransaction(LockBudget.UNLIMITED, session -> {
                session.update("INSERT INTO t VALUES (1)");
                assertThatThrownBy(() -> two.alone(SHORT, "ALTER TABLE t ADD a int"))
                        .isInstanceOf(DatabaseFailure.LockNotGranted.class);
                return 0;
            });
            assertThat(two.rows("SELECT @@lock_wait_timeout", row -> row.number(1)))
                    .containsExactly(31_536_000L);
            two.alone(SHORT, "ALTER TABLE t ADD a int");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void ddlInsideATransactionIsNoticed(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("one");
            assertThatThrownBy(() -> session.inTransaction(
                            SHORT, inside -> inside.execute("CREATE TABLE t (id int PRIMARY KEY)")))
                    .isInstanceOf(DatabaseFailure.Fatal.class)
                    .hasMessageContaining("commit before each DDL");
            long inserted = session.inTransaction(SHORT, inside -> inside.update("INSERT INTO t VALUES (1)"));
            assertThat(inserted).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFailedTransactionLeavesNothing(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("one");
            session.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThatThrownBy(() -> session.inTransaction(SHORT, inside -> {
                        inside.update("INSERT INTO t VALUES (1)");
                        return inside.update("INSERT INTO t VALUES (1)");
                    }))
                    .isInstanceOf(DatabaseFailure.class);
            assertThat(session.rows("SELECT count(*) FROM t", row -> row.number(1)))
                    .containsExactly(0L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aLockIsHeldByOneSessionUntilItIsGivenBackOrKilled(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession one = (MySqlSession) database.open("one");
            MySqlSession two = (MySqlSession) database.open("two");
            String lock = place.name() + " with a name that is much longer than the sixty-four characters allowed";
            assertThat(one.tryLock(lock)).isTrue();
            assertThat(two.tryLock(lock)).isFalse();
            assertThat(one.holdsLock(lock)).isTrue();
            assertThat(two.holdsLock(lock)).isFalse();
            one.unlock(lock);
            assertThat(two.tryLock(lock)).isTrue();
            one.execute("KILL CONNECTION " + two.id());
            assertThatThrownBy(() -> two.rows("SELECT 1", row -> row.number(1)))
                    .isInstanceOf(DatabaseFailure.NoConnection.class);
            assertThat(two.isOpen()).isFalse();
        }
    }
}
