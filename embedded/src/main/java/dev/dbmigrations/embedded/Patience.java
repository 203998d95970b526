package dev.dbmigrations.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something outside this process that nobody announces. */
final class Patience {
    /** A start or a stop takes some ten milliseconds, so looking more rarely would be most of the wait. */
    private static final long MILLISECONDS_BETWEEN_LOOKS = 2;

    private Patience() {}

    /** Whether it came true in time. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Waits that long; false if it was interrupted meanwhile. */
    static boolean isUndisturbedFor(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an embedded server", e);
        }
    }
}
