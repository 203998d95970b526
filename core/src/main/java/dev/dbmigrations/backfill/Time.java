package dev.dbmigrations.backfill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock and the way to let time pass, so that tests can do both in no time.
 *
 * @param rest waits; returns early, with the thread's interrupt flag set, when interrupted
 */
public record Time(Clock clock, Rest rest) {

    /** Lets time pass. */
    @FunctionalInterface
    public interface Rest {
        void sleep(Duration duration);
    }

    /** The clock, and rest that lasts as long as it says. */
    public static Time of(Clock clock) {
        return new Time(clock, Time::sleep);
    }

    public Instant now() {
        return clock.instant();
    }

    /** How long it is ago. */
    public Duration since(Instant start) {
        return Duration.between(start, now());
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
