package dev.dbmigrations.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients write all the time, through triggers that keep both tables in step. */
class ConcurrentWritersTest {
    private static final int ROWS = 20_000;
    private static final int WRITERS = 4;

    static List<TestServer> servers() {
        return TestServers.all();
    }

    private static Site kept(TestServer server) {
        Site site = new Site(server);
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, a int, name varchar(40))",
                "CREATE TABLE t_new (id bigint PRIMARY KEY, a bigint, name varchar(40))");
        for (int thousand = 0; thousand < ROWS / 1000; thousand++) {
            site.run("INSERT INTO t SELECT n + " + thousand * 1000 + ", n, concat('row ', n) FROM "
                    + site.numbers(1000));
        }
        site.run("INSERT INTO t_new SELECT id, a, name FROM t");
        DualWrites.create(site);
        return site;
    }

    /** Writes until told to stop: new rows, changed rows and keys, deleted rows, several in one transaction. */
    private static final class Writers implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong written = new AtomicLong();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Writers(Site site) {
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(writer);
                threads.add(Thread.ofPlatform().start(() -> write(site, random)));
            }
        }

        private void write(Site site, Random random) {
            try (Connection connection = site.scratch.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (!over.get()) {
                    transaction(connection, statement, random);
                }
            } catch (SQLException e) {
                failures.add(e);
            }
        }

        private void transaction(Connection connection, Statement statement, Random random) throws SQLException {
            try {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    statement.execute(statement(random));
                }
                connection.commit();
                written.incrementAndGet();
            } catch (SQLException e) {
                connection.rollback();
                boolean expected = e instanceof SQLTransactionRollbackException
                        || String.valueOf(e.getSQLState()).startsWith("40")
                        || String.valueOf(e.getSQLState()).startsWith("23")
                        || e.getErrorCode() == 1020;
                if (!expected) {
                    throw e;
                }
            }
        }

        private static String statement(Random random) {
            int id = 1 + random.nextInt(ROWS * 2);
            return switch (random.nextInt(5)) {
                case 0 -> "INSERT INTO t VALUES (" + id + ", " + random.nextInt(100) + ", 'new')";
                case 1 -> "DELETE FROM t WHERE id = " + id;
                case 2 -> "UPDATE t SET id = " + (1 + random.nextInt(ROWS * 2)) + " WHERE id = " + id;
                default -> "UPDATE t SET a = " + random.nextInt(100) + ", name = NULL WHERE id = " + id;
            };
        }

        void awaitMore(int transactions) {
            long goal = written.get() + transactions;
            while (written.get() < goal && failures.isEmpty()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            end();
        }

        /** Lets all end; twice is as good as once. */
        void end() {
            over.set(true);
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail70_bothTablesAreSeenAtOneInstantSoThatWritersMakeNoDifference(TestServer server) {
        try (Site site = kept(server);
                Writers writers = new Writers(site)) {
            for (int round = 0; round < 4; round++) {
                assertThat(site.verify(site.pair(), Targets.DEFAULT.withWorkers(3)))
                        .isEqualTo(Ending.COMPLETE);
                writers.awaitMore(50);
            }
            assertThat(writers.failures).isEmpty();
            assertThat(site.differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    @SuppressWarnings("try")
    void mustNotFail72_rowsAreMendedWhileOthersWriteThem(TestServer server) {
        try (Site site = kept(server);
                Writers writers = new Writers(site)) {
            writers.awaitMore(50);
            site.run(
                    "DELETE FROM t_new WHERE id BETWEEN 500 AND 900",
                    "UPDATE t_new SET a = -1 WHERE id BETWEEN 7000 AND 7100",
                    "INSERT INTO t_new VALUES (-3, 1, 'x'), (10000000, 1, 'x')");
            assertThat(site.verify(site.pair(), Targets.DEFAULT.withWorkers(3))).isEqualTo(Ending.COMPLETE);
            assertThat(writers.failures).isEmpty();
            assertThat(site.differences()).isNotEmpty();
            writers.end();
            assertThat(site.unlike("id, a, name")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail71_betweenTwoRangesNoSnapshotIsHeld(TestServer server) {
        try (Site site = kept(server)) {
            String open = site.isPostgres()
                    ? "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%verify%' AND xact_start IS NOT"
                            + " NULL AND state <> 'active'"
                    : "SELECT count(*) FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id ="
                            + " t.trx_mysql_thread_id WHERE p.db = database() AND p.command = 'Sleep'";
            Queue<Long> seen = new ConcurrentLinkedQueue<>();
            site.control.atQuestion(number -> seen.add(site.number(open)));
            assertThat(site.verify(site.pair(), Targets.DEFAULT.withWorkers(1))).isEqualTo(Ending.COMPLETE);
            assertThat(seen).isNotEmpty().containsOnly(0L);
        }
    }
}
