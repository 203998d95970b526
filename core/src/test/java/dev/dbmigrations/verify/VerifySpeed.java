package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Prints how fast two tables are compared, beside how fast one was copied to the other by as many sessions, each with one
 * {@code INSERT … SELECT}. Not a test: figures depend on the machine.
 * {@code java … dev.dbmigrations.verify.VerifySpeed [rows] [rounds] [workers]}
 */
final class VerifySpeed {
    private final int rows;
    private final int workers;

    private VerifySpeed(int rows, int workers) {
        this.rows = rows;
        this.workers = workers;
    }

    public static void main(String[] arguments) {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int workers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        for (TestServer server : List.of(TestPostgres.server(18), TestMariaDb.server("11.4"))) {
            new VerifySpeed(rows, workers).measure(server, rounds);
        }
    }

    private void measure(TestServer server, int rounds) {
        try (Site site = new Site(server)) {
            site.run(
                    "CREATE TABLE t (id int PRIMARY KEY, customer int, amount int, note varchar(40))",
                    "INSERT INTO t SELECT n, n % 1000, n % 77, concat('note ', n) FROM " + site.numbers(1000));
            for (int done = 1000; done < rows; done += Math.min(done, rows - done)) {
                site.run("INSERT INTO t SELECT id + " + done + ", customer, amount, note FROM t WHERE id <= "
                        + Math.min(done, rows - done));
            }
            for (int round = 1; round <= rounds; round++) {
                double copied = copied(site);
                double compared = compared(site);
                System.out.printf(
                        Locale.ROOT,
                        "%-14s %d workers  copied in %.1f s, compared in %.1f s: %.1f times as fast%n",
                        server.label(),
                        workers,
                        copied,
                        compared,
                        copied / compared);
            }
        }
    }

    /** Where rows are kept in the order of the key it is there from the start; elsewhere it is built afterwards. */
    private double copied(Site site) {
        String key = site.isPostgres() ? "" : ", PRIMARY KEY (id)";
        site.run(
                "DROP TABLE IF EXISTS t_new",
                "CREATE TABLE t_new (id bigint, customer int, amount int, note varchar(40)" + key + ")");
        if (site.isPostgres()) {
            site.run("VACUUM ANALYZE t", "CHECKPOINT");
        }
        Instant start = Instant.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int worker = 0; worker < workers; worker++) {
                long from = (long) rows * worker / workers;
                long to = (long) rows * (worker + 1) / workers;
                threads.execute(() -> site.run("INSERT INTO t_new SELECT id, customer, amount, note FROM t WHERE id > "
                        + from + " AND id <= " + to));
            }
        }
        double seconds = since(start);
        if (site.isPostgres()) {
            site.run("ALTER TABLE t_new ADD PRIMARY KEY (id)", "ANALYZE t_new", "CHECKPOINT");
        }
        return seconds;
    }

    private double compared(Site site) {
        TablePair pair = site.pair();
        site.forget();
        Instant start = Instant.now();
        site.verify(pair, Targets.DEFAULT.withWorkers(workers));
        if (!site.differences().isEmpty()) {
            throw new IllegalStateException("the copy is not like the original");
        }
        return since(start);
    }

    private static double since(Instant start) {
        return Duration.between(start, Instant.now()).toNanos() / 1e9;
    }
}
