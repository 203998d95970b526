package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A statement of ours waits no longer than its budget, be that less than a second, and is left alone while it works. */
class LockGuardTest {
    private static final LockBudget BRIEF = new LockBudget(Duration.ofMillis(150), Duration.ZERO);
    private static final String ENDED_BY_US = "1317";
    private static final long SEED = Long.getLong("seed", 1);

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whoQueuesBehindUsIsLetThroughWhileTheBlockerStays(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession blocker = session(database, "CREATE TABLE t (id int PRIMARY KEY)");
            MySqlSession ours = session(database, "DO 0");
            MySqlSession client = session(database, "DO 0");
            blocker.inTransaction(LockBudget.UNLIMITED, session -> {
                blocker.rows("SELECT count(*) FROM t", row -> row.number(1));
                var change = CompletableFuture.supplyAsync(() -> refusal(ours, "ALTER TABLE t ADD a int"));
                awaitWaiting(database, ours);
                // It waits for us, who wait for the blocker; or has come when we had given up.
                client.rows("SELECT count(*) FROM t", row -> row.number(1));
                DatabaseFailure.LockNotGranted refusal = change.join();
                assertThat(refusal.state()).isEqualTo(ENDED_BY_US);
                assertThat(refusal).hasMessage("no metadata lock within 150 ms");
                return 0;
            });
            ours.alone(BRIEF, "ALTER TABLE t ADD a int");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatWorksForLongerThanTheBudgetIsLeftToWork(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession ours = session(
                    database,
                    "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a varchar(200));"
                            + " INSERT INTO t (a) VALUES (repeat('x', 200))");
            IntStream.range(0, 17).forEach(i -> ours.execute("INSERT INTO t (a) SELECT a FROM t"));
            ours.alone(
                    new LockBudget(Duration.ofMillis(101), Duration.ZERO), "ALTER TABLE t ADD b int, ALGORITHM=COPY");
            assertThat(columns(ours)).isEqualTo(3);
        }
    }

    /** The blocker goes at a moment drawn around that at which the guard loses patience. */
    @ParameterizedTest
    @MethodSource("servers")
    void aStatementIsDoneOrNotGrantedAndTheNextIsNotHit(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        Random random = new Random(SEED);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession blocker = session(database, "CREATE TABLE t (id int PRIMARY KEY)");
            MySqlSession ours = session(database, "DO 0");
            LockBudget budget = new LockBudget(Duration.ofMillis(40), Duration.ZERO);
            long connections = 0;
            for (int i = 0; i < 40; i++) {
                long before = columns(blocker);
                CompletableFuture<Boolean> done = blocker.inTransaction(LockBudget.UNLIMITED, session -> {
                    blocker.rows("SELECT count(*) FROM t", row -> row.number(1));
                    var change = CompletableFuture.supplyAsync(
                            () -> isDone(ours, budget, "ALTER TABLE t ADD c" + before + " int"));
                    IntStream.range(0, random.nextInt(120))
                            .forEach(n -> blocker.rows("SELECT 1", row -> row.number(1)));
                    return change;
                });
                boolean changed = done.join();
                assertThat(ours.rows("SELECT 7", row -> row.number(1))).containsExactly(7L);
                assertThat(columns(ours)).isEqualTo(changed ? before + 1 : before);
                long open = connections(ours, place);
                assertThat(open).isBetween(connections, Math.max(connections, 4));
                connections = open;
            }
        }
    }

    private static MySqlSession session(MySqlDatabase database, String first) {
        MySqlSession session = (MySqlSession) database.open("test");
        session.execute(first);
        return session;
    }

    private static DatabaseFailure.LockNotGranted refusal(MySqlSession session, String sql) {
        return catchThrowableOfType(DatabaseFailure.LockNotGranted.class, () -> session.alone(BRIEF, sql));
    }

    private static boolean isDone(MySqlSession session, LockBudget budget, String sql) {
        try {
            session.alone(budget, sql);
            return true;
        } catch (DatabaseFailure.LockNotGranted refused) {
            return false;
        }
    }

    private static void awaitWaiting(MySqlDatabase database, MySqlSession waiting) {
        try (MySqlSession observer = session(database, "DO 0")) {
            Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !observer.rows(
                                    "SELECT 1 FROM information_schema.processlist WHERE state LIKE '%metadata lock' AND id = ?",
                                    row -> row.number(1), waiting.id())
                            .isEmpty());
        }
    }

    private static long columns(MySqlSession session) {
        return session.rows(
                        "SELECT count(*) FROM information_schema.columns WHERE table_schema = database() AND table_name = 't'",
                        row -> row.number(1))
                .getFirst();
    }

    private static long connections(MySqlSession session, TestDatabase place) {
        return session.rows(
                        "SELECT count(*) FROM information_schema.processlist WHERE db = ?",
                        row -> row.number(1),
                        place.name())
                .getFirst();
    }
}
