package dev.dbmigrations.backfill;

import dev.dbmigrations.plan.RowWork.Contention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many rows the next batch takes, steered by how long the latest ones took. Shared by all workers of a step.
 *
 * <p>It grows by half at most, so that a stretch of empty ranges cannot make it leap, and falls to a tenth at once when
 * a batch took five times as long as it should. Thread-safe.
 */
public final class BatchSize {
    private static final int SAMPLES = 10;
    private static final int SAMPLES_WHEN_FAR_TOO_FAST = 2;
    private static final int FAR = 5;
    private static final double GROWTH = 1.5;
    private static final int SHRINKING = 10;

    private final Bounds bounds;
    private double target;
    private final List<Double> samples = new ArrayList<>();
    private long rows;
    private int generation;

    /**
     * @param least of rows, or of whatever else is counted
     * @param start the first size
     * @param most of rows
     */
    public record Bounds(long least, long start, long most) {
        private static final double MOST_BYTES = 64.0 * 1024 * 1024;
        private static final long MOST_ROWS_WHERE_NOBODY_WAITS = 1_000_000;

        static final Bounds ROWS = new Bounds(10, 1000, 100_000);

        static Bounds of(Contention contention) {
            return switch (contention) {
                case ROWS_LOCKED -> ROWS;
                case NOBODY_WAITS -> new Bounds(ROWS.least(), ROWS.start(), MOST_ROWS_WHERE_NOBODY_WAITS);
            };
        }

        /** The same, but no more rows than fill a transaction that replicas can follow without falling far behind. */
        Bounds ofRowsWith(double bytes) {
            long fit = bytes <= 0 ? most : Math.clamp((long) (MOST_BYTES / bytes), least, most);
            return new Bounds(least, Math.min(start, fit), fit);
        }

        /** The same amounts of work counted in units of several rows each. */
        Bounds inUnitsOf(double rowsPerUnit) {
            return new Bounds(
                    Math.max(1, (long) (least / rowsPerUnit)),
                    Math.max(1, (long) (start / rowsPerUnit)),
                    Math.max(1, (long) (most / rowsPerUnit)));
        }

        private long clamp(double wanted) {
            return Math.clamp((long) wanted, least, most);
        }
    }

    /**
     * A size as it was handed out.
     *
     * @param generation of the size; what a batch of an older size took says nothing about the present one
     */
    public record Ticket(long rows, int generation) {}

    public BatchSize(Bounds bounds, Duration target) {
        this.bounds = bounds;
        this.target = seconds(target);
        this.rows = bounds.start();
    }

    /** Takes another target. */
    synchronized void aimAt(Duration other) {
        target = seconds(other);
    }

    /** The size for the next batch. */
    public synchronized Ticket next() {
        return new Ticket(rows, generation);
    }

    /** Learns from a batch that has been committed, an empty one too. Returns whether it took far too long. */
    public synchronized boolean took(Ticket ticket, Duration duration) {
        double seconds = seconds(duration);
        boolean farTooLong = seconds > FAR * target;
        if (ticket.generation() != generation) {
            return farTooLong;
        }
        if (farTooLong) {
            become(bounds.clamp((double) rows / SHRINKING));
        } else {
            samples.add(seconds);
            if (samples.size() > SAMPLES || isFarTooSmall()) {
                steer();
            }
        }
        return farTooLong;
    }

    /** Learns that a batch of that size had to be given up, for locks or for time. */
    public synchronized void gaveUp(Ticket ticket) {
        if (ticket.generation() == generation) {
            become(bounds.clamp((double) rows / SHRINKING));
        }
    }

    /** Eleven samples for each step would spend a million rows on finding the size of a fast table. */
    private boolean isFarTooSmall() {
        return samples.size() >= SAMPLES_WHEN_FAR_TOO_FAST && Collections.max(samples) * FAR < target;
    }

    private void steer() {
        double slow = percentile90();
        double wanted = slow <= 0 ? bounds.most() : rows * target / slow;
        become(bounds.clamp(Math.min(wanted, Math.max(rows + 1.0, rows * GROWTH))));
    }

    private double percentile90() {
        List<Double> sorted = samples.stream().sorted().toList();
        return sorted.get((sorted.size() * 9 - 1) / 10);
    }

    private void become(long size) {
        rows = size;
        generation++;
        samples.clear();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
