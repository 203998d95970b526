package dev.dbmigrations.backfill;

import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.RowWork.Contention;
import java.time.Duration;
import java.util.Optional;

/**
 * How hard a server may be worked while rows move: what a pace means.
 *
 * @param workers how many sessions may move rows at once, 1 to {@value #MOST_WORKERS}
 * @param batch how long a batch that locks rows of others, and so those locks, should last
 * @param load where others begin to suffer
 * @param limits what must not be exceeded
 * @param patience how long to wait without any success for a lock or a connection before giving up
 */
public record Targets(int workers, Duration batch, Load load, Limits limits, Duration patience) {
    /** Bounds the names of the locks that a later process has to ask for. */
    static final int MOST_WORKERS = 16;

    /** A second at most: so long a pause takes to take hold. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(1);

    private static final int LONGER_WHERE_NOBODY_WAITS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public static final Targets DEFAULT = of(Pace.STEADY);

    /**
     * Where the utilisation of a signal that steers is 1.
     *
     * @param sessionsPerProcessor of others that are busy
     * @param latency by which a probe may take longer than when nothing moves
     * @param beginning with how many workers to begin; below 1 with one that works for that part of the time
     */
    public record Load(double sessionsPerProcessor, Duration latency, double beginning) {}

    public Targets {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("workers must be from 1 to " + MOST_WORKERS + ", not " + workers);
        }
    }

    /** What a pace means when nothing else is said. */
    public static Targets of(Pace pace) {
        return switch (pace) {
            case GENTLE ->
                new Targets(
                        1, Duration.ofMillis(50), new Load(1, Duration.ofMillis(5), 0.25), Limits.DEFAULT, PATIENCE);
            case STEADY ->
                new Targets(2, Duration.ofMillis(300), new Load(3, Duration.ofMillis(20), 2), Limits.DEFAULT, PATIENCE);
            case FAST ->
                new Targets(4, Duration.ofMillis(300), new Load(8, Duration.ofMillis(50), 4), Limits.DEFAULT, PATIENCE);
        };
    }

    /** These targets with what somebody has asked for meanwhile; a pace that is asked for puts its own in place of these. */
    Targets guidedBy(Guidance guidance) {
        Targets based = guidance.pace().map(Targets::of).orElse(this);
        Optional<Duration> lag = guidance.maxLag()
                .map(Optional::of)
                .orElse(limits.delays().replicas())
                .filter(Duration::isPositive);
        return new Targets(
                guidance.workers().orElse(based.workers),
                based.batch,
                based.load,
                limits.withReplicaLag(lag),
                patience);
    }

    /** The same where nothing is written, so that no replica has anything to catch up with. */
    Targets withoutReplicaLag() {
        return withLimits(limits.withReplicaLag(Optional.empty()));
    }

    /** How long a batch should last. Where nobody waits for it, its fixed costs are spread over more rows. */
    public Duration batch(Contention contention) {
        return switch (contention) {
            case ROWS_LOCKED -> batch;
            case NOBODY_WAITS -> longer();
        };
    }

    private Duration longer() {
        Duration longer = batch.multipliedBy(LONGER_WHERE_NOBODY_WAITS);
        Duration most = batch.compareTo(LONGEST_BATCH) > 0 ? batch : LONGEST_BATCH;
        return longer.compareTo(most) > 0 ? most : longer;
    }

    public Targets withWorkers(int count) {
        return new Targets(count, batch, load, limits, patience);
    }

    public Targets withBatch(Duration duration) {
        return new Targets(workers, duration, load, limits, patience);
    }

    public Targets withLoad(Load other) {
        return new Targets(workers, batch, other, limits, patience);
    }

    public Targets withLimits(Limits other) {
        return new Targets(workers, batch, load, other, patience);
    }

    public Targets withPatience(Duration duration) {
        return new Targets(workers, batch, load, limits, duration);
    }
}
