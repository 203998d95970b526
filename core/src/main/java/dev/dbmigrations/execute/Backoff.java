package dev.dbmigrations.execute;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each about twice the last, up to a longest, never quite regular so that rivals fall out of step. */
final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 10_000;
    private long next = FIRST_MILLIS;

    Duration pause() {
        long base = next;
        next = Math.min(LONGEST_MILLIS, next * 2);
        return Duration.ofMillis(base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1));
    }
}
