package dev.dbmigrations.plan;

import java.time.Duration;

/**
 * The time a step may take from others.
 *
 * @param envelope how it is run
 * @param lockWait how long it may queue for its lock, and so how long others queue behind it; zero where it may wait
 * @param expected how long its work is expected to take
 * @param atMost when the server ends one of its statements; zero for never, where nobody waits for it
 */
public record Budget(Envelope envelope, Duration lockWait, Duration expected, Duration atMost) {

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

    /** A budget without an end. */
    public Budget(Envelope envelope, Duration lockWait, Duration expected) {
        this(envelope, lockWait, expected, Duration.ZERO);
    }
}
