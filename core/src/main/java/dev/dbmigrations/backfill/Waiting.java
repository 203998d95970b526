package dev.dbmigrations.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The way to let time pass, and to say why: it ends when somebody wants the work to stop. Thread-safe.
 *
 * @param control asked whether to stop
 * @param told why nothing moves, again and again while it does not
 */
record Waiting(RunControl control, Time time, Consumer<String> told) {
    /** So soon a stop or a wish is seen by one who rests. */
    private static final Duration SLICE = Duration.ofMillis(250);

    boolean shouldStop() {
        return control.shouldStop() || Thread.currentThread().isInterrupted();
    }

    /** Tells why less moves than might. */
    void tell(String reason) {
        told.accept(reason);
    }

    /** Waits for the given time, telling why; not longer than until told to stop. */
    void rest(Duration duration, String reason) {
        Instant end = time.now().plus(duration);
        told.accept(reason);
        Duration left = duration;
        while (left.isPositive() && !shouldStop()) {
            time.rest().sleep(left.compareTo(SLICE) > 0 ? SLICE : left);
            left = Duration.between(time.now(), end);
        }
    }

    /** Waits while the run is paused. */
    void awaitResume() {
        String reason = control.reason();
        if (!reason.isEmpty()) {
            told.accept(reason);
        }
        control.awaitIfPaused();
    }
}
