package dev.dbmigrations.backfill;

import java.time.Duration;
import java.time.Instant;

/**
 * How many workers may move rows at once, steered by how near a server is to the limit of what its users bear.
 *
 * <pre>
 * utilisation  0       0.4       0.7        1
 *              │ one more │ as many │ one less │ half
 * </pre>
 *
 * Below one worker there is one that works for a half, a quarter … of the time. After a change the next has to wait until
 * its effect is measured; after a step down, the next one up waits much longer. Free of clocks. Thread-safe.
 */
final class ZoneLaw {
    static final double IDLE = 0.4;
    static final double BUSY = 0.7;
    static final double FULL = 1;

    /** As long as it takes to fill the window of a probe anew. */
    static final Duration BETWEEN_CHANGES = Duration.ofSeconds(3);

    static final Duration BEFORE_GROWING_AGAIN = Duration.ofSeconds(15);
    static final double LEAST = 1 / 16.0;

    private int ceiling;
    private double capacity;
    private Instant growNotBefore = Instant.MIN;
    private Instant shedNotBefore = Instant.MIN;

    /**
     * @param ceiling the most workers
     * @param beginning how many to begin with
     */
    ZoneLaw(int ceiling, double beginning) {
        this.ceiling = ceiling;
        this.capacity = Math.min(beginning, ceiling);
    }

    /** Takes another ceiling; who asks for more workers gets them, and the law takes them back if they are too many. */
    synchronized void limitTo(int most) {
        if (most != ceiling) {
            ceiling = most;
            capacity = most;
        }
    }

    /** Learns how near to its limit the server is. Returns whether that changes anything. */
    synchronized boolean steer(double utilisation, Instant now) {
        double before = capacity;
        if (utilisation >= BUSY && !now.isBefore(shedNotBefore)) {
            shed(utilisation >= FULL ? capacity / 2 : capacity - 1);
            shedNotBefore = now.plus(BETWEEN_CHANGES);
            growNotBefore = now.plus(BEFORE_GROWING_AGAIN);
        } else if (utilisation < IDLE && !now.isBefore(growNotBefore)) {
            capacity = Math.min(ceiling, capacity < 1 ? Math.min(1, capacity * 2) : Math.floor(capacity) + 1);
            growNotBefore = now.plus(BETWEEN_CHANGES);
            shedNotBefore = now.plus(BETWEEN_CHANGES);
        }
        return capacity != before;
    }

    private void shed(double wanted) {
        capacity = wanted >= 1 ? Math.floor(wanted) : Math.max(LEAST, capacity > 1 ? 1 : capacity / 2);
    }

    /** How many may work at once, one at least. */
    synchronized int workers() {
        return (int) Math.max(1, Math.floor(capacity));
    }

    /** The part of the time for which the last worker may work. */
    synchronized double share() {
        return Math.min(1, capacity);
    }

    synchronized int ceiling() {
        return ceiling;
    }

    /** What the law does just now: {@code 1 of 4 workers}; empty when it holds nobody back. */
    synchronized String inWords() {
        if (capacity >= ceiling) {
            return "";
        }
        return capacity < 1
                ? "working 1/" + Math.round(1 / capacity) + " of the time"
                : workers() + " of " + ceiling + " workers";
    }
}
