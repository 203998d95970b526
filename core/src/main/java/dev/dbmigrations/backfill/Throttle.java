package dev.dbmigrations.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The gate before every batch: holds workers back while the run is paused or a signal speaks against going on.
 *
 * <p>Signals are measured at most once a second for all workers together. One that cannot be measured counts as an
 * obstacle (must-not-fail 79), and its reason is told. Thread-safe.
 */
final class Throttle {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final RunControl control;
    private final List<Signal> signals;
    private final Time time;
    private final Consumer<String> waiting;
    private @Nullable Instant measured;
    private Optional<String> obstacle = Optional.empty();

    /**
     * @param waiting is told why nothing moves, again and again while it does not
     */
    Throttle(RunControl control, List<Signal> signals, Time time, Consumer<String> waiting) {
        this.control = control;
        this.signals = List.copyOf(signals);
        this.time = time;
        this.waiting = waiting;
    }

    /** Waits until another batch may be done. Returns false when there shall be none. */
    boolean mayGoOn() {
        while (!shouldStop()) {
            awaitResume();
            Optional<String> reason = shouldStop() ? Optional.empty() : reasonToWait();
            if (reason.isEmpty()) {
                return !shouldStop();
            }
            waiting.accept(reason.get());
            time.rest().sleep(INTERVAL);
        }
        return false;
    }

    boolean shouldStop() {
        return control.shouldStop() || Thread.currentThread().isInterrupted();
    }

    /** Lets the server recover from a batch that took far too long. */
    void recover(Duration batch) {
        Duration pause = batch.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : batch;
        rest(pause, "letting the server recover: a batch took " + batch.toMillis() + " ms");
    }

    /** Tells why less moves than might. */
    void tell(String reason) {
        waiting.accept(reason);
    }

    /** Waits for the given time, telling why. */
    void rest(Duration duration, String reason) {
        waiting.accept(reason);
        if (duration.isPositive()) {
            time.rest().sleep(duration);
        }
    }

    private void awaitResume() {
        String reason = control.reason();
        if (!reason.isEmpty()) {
            waiting.accept(reason);
        }
        control.awaitIfPaused();
    }

    private synchronized Optional<String> reasonToWait() {
        Instant now = time.now();
        if (measured == null || Duration.between(measured, now).compareTo(INTERVAL) >= 0) {
            obstacle = measure();
            measured = time.now();
        }
        return obstacle;
    }

    private Optional<String> measure() {
        for (Signal signal : signals) {
            try {
                Optional<String> found = signal.obstacle();
                if (found.isPresent()) {
                    return found;
                }
            } catch (RuntimeException e) {
                return Optional.of("the load of the server cannot be measured: " + e.getMessage());
            }
        }
        return Optional.empty();
    }
}
