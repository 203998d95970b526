package dev.dbmigrations.plan;

import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The time a step may take from others.
 *
 * @param envelope how it is run
 * @param lockWait how long it may queue for its lock, and so how long others queue behind it; zero where it may wait
 * @param expected how long its work is expected to take
 * @param atMost when the server ends one of its statements; zero for never, where nobody waits for it
 * @param forecast what the expectation rests on; empty where the work is over at once
 */
public record Budget(
        Envelope envelope, Duration lockWait, Duration expected, Duration atMost, Optional<Forecast> forecast) {

    private static final Duration INSTANT = Duration.ofMillis(10);

    /**
     * Long work on a table.
     *
     * @param size of the table when it was planned
     * @param time how long it is expected to take
     */
    public record Forecast(Effort effort, Size size, DurationEstimate time) {}

    /** Plans of earlier versions, which the journal may hold, have no forecasts. */
    public Budget {
        forecast = Objects.requireNonNullElse(forecast, Optional.empty());
    }

    /** How a step is run; named in the safety catalogue §0.1. */
    public enum Envelope {
        /** A transaction that takes a strong lock for milliseconds and gives up quickly (E-LOCK). */
        BRIEF,
        /** Long work under a lock that stops only maintenance (E-SUE). */
        SHARED,
        /** Outside a transaction, waiting for old snapshots instead of locking (E-CIC). */
        CONCURRENT,
        /** Short transactions over ranges of rows (E-BATCH). */
        BATCHES,
        /** Only reads. */
        READ
    }

    /** A budget for what is over at once, without an end. */
    public Budget(Envelope envelope, Duration lockWait) {
        this(envelope, lockWait, INSTANT, Duration.ZERO, Optional.empty());
    }

    /** The same, ended by the server. */
    Budget endingAfter(Duration most) {
        return new Budget(envelope, lockWait, expected, most, forecast);
    }

    /** The same for long work. */
    Budget expecting(Forecast work) {
        return new Budget(envelope, lockWait, work.time().middle(), atMost, Optional.of(work));
    }

    /** How long the work is expected to take, as a range. */
    public DurationEstimate range() {
        return forecast.map(Forecast::time).orElseGet(() -> new DurationEstimate(expected, expected));
    }
}
