package dev.dbmigrations.backfill;

import dev.dbmigrations.plan.RowWork.Repetition;
import dev.dbmigrations.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints how fast rows move, beside one statement that changes them all at once and stops everybody meanwhile. Not a
 * test: figures depend on the machine. {@code java … dev.dbmigrations.backfill.BackfillSpeed [rows] [rounds]}
 */
final class BackfillSpeed {
    private static final List<Integer> WORKERS = List.of(0, 1, 2, 4);

    private final long rows;
    private final Map<String, Double> best = new TreeMap<>();

    private BackfillSpeed(long rows) {
        this.rows = rows;
    }

    public static void main(String[] arguments) {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        BackfillSpeed speed = new BackfillSpeed(rows);
        for (int round = 0; round < rounds; round++) {
            WORKERS.forEach(workers -> speed.measure("id int", "id", "n", workers));
            WORKERS.forEach(workers -> speed.measure("id uuid", "id", "gen_random_uuid()", workers));
        }
        speed.best.forEach((what, figure) -> say("best", what, figure));
    }

    private void measure(String column, String key, String value, int workers) {
        try (Site site = new Site(18)) {
            site.run(
                    "CREATE TABLE t (" + column + " PRIMARY KEY, a int, b int)",
                    "INSERT INTO t SELECT " + value + ", n FROM generate_series(1, " + rows + ") n");
            site.createSync("t");
            site.run("VACUUM ANALYZE t", "CHECKPOINT");
            Instant start = Instant.now();
            if (workers == 0) {
                site.run("BEGIN; SET LOCAL test.bypass = 'on'; UPDATE t SET b = a * 2; COMMIT");
            } else {
                Step.MoveRows step = Site.step("t", "b = a * 2", "", Repetition.HARMLESS, key);
                site.move(step, Targets.DEFAULT.withWorkers(workers));
            }
            double seconds = Duration.between(start, Instant.now()).toNanos() / 1e9;
            String what = column + (workers == 0 ? ", one blocking UPDATE" : ", workers: " + workers);
            best.merge(what, rows / seconds, Math::max);
            say("", what, rows / seconds);
        }
    }

    private static void say(String prefix, String what, double figure) {
        System.out.printf(Locale.ROOT, "%-6s %-34s %,10.0f rows/s%n", prefix, what, figure);
    }
}
