package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Outlook.Told;
import java.time.Duration;
import java.util.Optional;

/**
 * The gate before every batch: holds workers back while the run is paused or a signal forbids to go on, and gives the
 * server its rest where one worker is too much for it. Thread-safe.
 */
public final class Throttle {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Waiting waiting;
    private final Watching watching;

    /**
     * Who looks at the server.
     *
     * @param watch what is seen
     * @param looks before each batch; nothing where somebody else looks
     * @param inFlight what must be known to tell what the server does without us
     */
    record Watching(LoadWatch watch, Runnable looks, InFlight inFlight) {}

    Throttle(Waiting waiting, Watching watching) {
        this.waiting = waiting;
        this.watching = watching;
    }

    /** Waits until another batch may be done. Returns false when there shall be none. */
    public boolean mayGoOn() {
        while (!shouldStop()) {
            waiting.awaitResume();
            if (shouldStop()) {
                return false;
            }
            watching.looks().run();
            Optional<Told> obstacle = watching.watch().obstacle();
            if (obstacle.isEmpty()) {
                return true;
            }
            waiting.rest(INTERVAL, obstacle.get().words());
        }
        return false;
    }

    /** Whether there shall be no further batch. */
    public boolean shouldStop() {
        return waiting.shouldStop();
    }

    InFlight inFlight() {
        return watching.inFlight();
    }

    /** How many workers may be at work. */
    int workers() {
        return watching.watch().workers();
    }

    /** Why rows move slower than they might; empty when they do not. */
    String slowdown() {
        return watching.watch().slowdown().map(Told::words).orElse("");
    }

    /** Lets the server recover from a batch that took far too long. */
    public void recover(Duration batch) {
        waiting.rest(shortened(batch), "letting the server recover: a batch took " + batch.toMillis() + " ms");
    }

    /** Rests after a batch where a worker may work for a part of the time only. */
    public void share(Duration batch) {
        double share = watching.watch().share();
        if (share < 1) {
            waiting.rest(shortened(Duration.ofNanos((long) (batch.toNanos() * (1 / share - 1)))), slowdown());
        }
    }

    private static Duration shortened(Duration rest) {
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    /** Tells why less moves than might. */
    void tell(String reason) {
        waiting.tell(reason);
    }

    /** Waits for the given time, telling why. */
    public void rest(Duration duration, String reason) {
        waiting.rest(duration, reason);
    }
}
