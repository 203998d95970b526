package dev.dbmigrations.database.postgres;

import java.time.Duration;
import java.util.stream.IntStream;

/** A short piece of work that says how fast a server's processor is. */
final class Calibration {
    private static final int TRIES = 3;

    /** Digests 40,000 numbers: no table, no disk. */
    private static final String WORK =
            "SELECT pg_catalog.sum(pg_catalog.length(pg_catalog.md5(n::text))) FROM pg_catalog.generate_series(1, 40000) AS n";

    /** What PostgreSQL 15 takes for it on the machine of the safety catalogue's rates (§0.2). */
    private static final Duration THERE = Duration.ofMillis(32);

    private Calibration() {}

    /** How many times longer this server takes, by the quickest of three tries. */
    static double of(PostgresSession session) {
        long quickest = IntStream.range(0, TRIES)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    session.rows(WORK, row -> row.number(1));
                    return System.nanoTime() - start;
                })
                .min()
                .orElse(THERE.toNanos());
        return quickest / (double) THERE.toNanos();
    }
}
