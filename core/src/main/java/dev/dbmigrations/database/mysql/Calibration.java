package dev.dbmigrations.database.mysql;

import java.time.Duration;
import java.util.stream.IntStream;

/** A short piece of work that says how fast a server's processor is. */
final class Calibration {
    private static final int TRIES = 3;

    /** Digests a word 100,000 times: no table, no disk. MySQL 9.7 has no {@code md5} any more. */
    private static final String WORK = "SELECT BENCHMARK(100000, length(sha2('db-migrations', 256)))";

    /** What MariaDB 11.4 takes for it on the machine of the safety catalogue's rates (§0.2). */
    private static final Duration THERE = Duration.ofMillis(28);

    /** How much longer InnoDB takes than PostgreSQL, whose rates they are, for a table written anew (`bench/measure`). */
    private static final double INNODB = 2;

    private Calibration() {}

    /** How many times longer this server takes, by the quickest of three tries. */
    static double of(MySqlSession session) {
        long quickest = IntStream.range(0, TRIES)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    session.rows(WORK, row -> row.number(1));
                    return System.nanoTime() - start;
                })
                .min()
                .orElse(THERE.toNanos());
        return INNODB * quickest / THERE.toNanos();
    }
}
