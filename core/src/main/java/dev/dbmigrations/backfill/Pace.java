package dev.dbmigrations.backfill;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How hard a server may be worked while rows move.
 *
 * @param workers how many sessions move rows at once, 1 to {@value #MOST_WORKERS}
 * @param target how long a batch, and so the locks on its rows, should last
 * @param maxReplicaLag above it nothing moves until the slowest replica has come nearer; empty to look at no replica
 * @param maxActiveSessions above that many busy sessions of others nothing moves; empty for no limit
 * @param patience how long to wait without any success for a lock or a connection before giving up
 */
public record Pace(
        int workers,
        Duration target,
        Optional<Duration> maxReplicaLag,
        OptionalInt maxActiveSessions,
        Duration patience) {
    /** Bounds the names of the locks that a later process has to ask for. */
    static final int MOST_WORKERS = 16;

    public static final Pace DEFAULT =
            new Pace(2, Duration.ofMillis(300), Optional.empty(), OptionalInt.empty(), Duration.ofMinutes(10));

    public Pace {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("workers must be from 1 to " + MOST_WORKERS + ", not " + workers);
        }
    }

    public Pace withWorkers(int count) {
        return new Pace(count, target, maxReplicaLag, maxActiveSessions, patience);
    }

    public Pace withTarget(Duration duration) {
        return new Pace(workers, duration, maxReplicaLag, maxActiveSessions, patience);
    }

    public Pace withMaxReplicaLag(Duration lag) {
        return new Pace(workers, target, Optional.of(lag), maxActiveSessions, patience);
    }

    public Pace withMaxActiveSessions(int sessions) {
        return new Pace(workers, target, maxReplicaLag, OptionalInt.of(sessions), patience);
    }

    public Pace withPatience(Duration duration) {
        return new Pace(workers, target, maxReplicaLag, maxActiveSessions, duration);
    }
}
