package dev.dbmigrations.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts rows, reckons their speed over the latest ten seconds, and tells a listener at most ten times a second. Thread-safe. */
public final class ProgressMeter {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ProgressListener listener;
    private final Time time;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private long estimated;
    private long rows;
    private @Nullable Instant told;

    private record Reading(Instant at, long rows) {}

    public ProgressMeter(ProgressListener listener, Time time) {
        this.listener = listener;
        this.time = time;
        begin(0, 0);
    }

    /**
     * @param moved rows, by earlier processes
     * @param whole estimated rows in all
     */
    public synchronized void begin(long moved, long whole) {
        rows = moved;
        estimated = whole;
        readings.clear();
        readings.add(new Reading(time.now(), moved));
    }

    /** Counts rows that are done. */
    public synchronized void moved(long more) {
        moved(more, "");
    }

    /**
     * Counts rows that are done.
     *
     * @param slowdown why rows move slower than they might; empty when they do not
     */
    synchronized void moved(long more, String slowdown) {
        rows += more;
        Instant now = time.now();
        readings.add(new Reading(now, rows));
        while (readings.size() > 2
                && Duration.between(readings.getFirst().at(), now).compareTo(WINDOW) > 0) {
            readings.removeFirst();
        }
        tell(now, slowdown);
    }

    /** Tells why nothing moves. */
    public synchronized void waiting(String reason) {
        tell(time.now(), reason);
    }

    /** Tells how it ended, whenever the last word was. */
    public synchronized void finish() {
        told = null;
        tell(time.now(), "");
    }

    synchronized String inWords() {
        return rows + " rows are moved and recorded, of about " + Math.max(rows, estimated);
    }

    private void tell(Instant now, String waitingFor) {
        if (told == null || Duration.between(told, now).compareTo(INTERVAL) >= 0) {
            told = now;
            double speed = speed(now);
            listener.progress(new Progress(rows, estimated, speed, remaining(speed), waitingFor));
        }
    }

    private double speed(Instant now) {
        Reading first = readings.getFirst();
        double seconds = Duration.between(first.at(), now).toNanos() / 1e9;
        return seconds <= 0 ? 0 : (rows - first.rows()) / seconds;
    }

    private Optional<Duration> remaining(double speed) {
        long left = estimated - rows;
        return speed <= 0 || left < 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (left * 1000.0 / speed)));
    }
}
