package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session that is given up for another's sake says so to a transaction, and does a statement of its own once more. */
class DeadlockTest {
    private static final String BACKWARDS = "UPDATE t SET v = v + 1 WHERE id IN (1, 400) ORDER BY id DESC";

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aStatementOfItsOwnIsDoneOnceMore(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession ours = (MySqlSession) database.open("ours");
            var update = victim(database, ours, () -> ours.update(BACKWARDS));
            assertThat(update.join()).isEqualTo(2L);
            assertThat(ours.rows("SELECT v FROM t WHERE id IN (1, 400) ORDER BY id", row -> row.number(1)))
                    .containsExactly(11L, 11L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aTransactionIsToldAndBeginsAgainItself(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession ours = (MySqlSession) database.open("ours");
            var update = victim(
                    database,
                    ours,
                    () -> catchThrowable(() ->
                            ours.inTransaction(LockBudget.UNLIMITED, transaction -> transaction.update(BACKWARDS))));
            assertThat(update.join()).isInstanceOf(DatabaseFailure.Retryable.class);
            assertThat(ours.rows("SELECT v FROM t WHERE id IN (1, 400) ORDER BY id", row -> row.number(1)))
                    .containsExactly(10L, 10L);
        }
    }

    /** The other has written far more, so it is ours that the server gives up. */
    private static <T> CompletableFuture<T> victim(MySqlDatabase database, MySqlSession ours, Supplier<T> work) {
        ours.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
        StringBuilder rows = new StringBuilder("INSERT INTO t VALUES (1, 0)");
        for (int id = 2; id <= 400; id++) {
            rows.append(", (").append(id).append(", 0)");
        }
        ours.execute(rows.toString());
        try (MySqlSession other = (MySqlSession) database.open("other");
                MySqlSession observer = (MySqlSession) database.open("observer")) {
            return other.inTransaction(LockBudget.UNLIMITED, transaction -> {
                transaction.update("UPDATE t SET v = 10 WHERE id <= 300");
                CompletableFuture<T> running = CompletableFuture.supplyAsync(work);
                Awaitility.await()
                        .pollInSameThread()
                        .until(() -> !observer.rows(
                                        "SELECT 1 FROM information_schema.innodb_trx"
                                                + " WHERE trx_state = 'LOCK WAIT' AND trx_mysql_thread_id = ?",
                                        row -> row.number(1),
                                        ours.id())
                                .isEmpty());
                transaction.update("UPDATE t SET v = 10 WHERE id = 400");
                return running;
            });
        }
    }
}
