package dev.dbmigrations.plan;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import java.util.Optional;

/**
 * What the environment says about how careful a plan must be.
 *
 * @param small tables up to this size may be read or rewritten under a lock
 * @param clients whether clients of the old shape may be connected
 * @param lockWait how long a schema change may queue for its lock
 * @param strategy in place of what the files say; empty for that
 * @param reserve bytes that must stay free where the data lies
 * @param keeping what becomes of data that a migration takes away
 * @param pace how much of the server its statements may take
 */
public record PlanningOptions(
        Size small,
        Clients clients,
        Duration lockWait,
        Optional<Strategy> strategy,
        long reserve,
        Keeping keeping,
        Pace pace) {

    /** With the strategies that the files name, or the cheapest. */
    public PlanningOptions(Size small, Clients clients, Duration lockWait) {
        this(small, clients, lockWait, Optional.empty(), Choice.RESERVE, Keeping.KEPT, Pace.STEADY);
    }

    /** Keeping what is taken away. */
    public PlanningOptions(Size small, Clients clients, Duration lockWait, Optional<Strategy> strategy, long reserve) {
        this(small, clients, lockWait, strategy, reserve, Keeping.KEPT, Pace.STEADY);
    }

    /** The migration as if the strategy asked for stood in its file. */
    public Migration asked(Migration migration) {
        return strategy.map(s -> migration.with(migration.directives().with(s))).orElse(migration);
    }

    /** The same with that strategy, if there is one. */
    public PlanningOptions by(Optional<Strategy> other) {
        return new PlanningOptions(small, clients, lockWait, other.or(() -> strategy), reserve, keeping, pace);
    }

    /** The same with another fate for what is taken away. */
    public PlanningOptions keeping(Keeping other) {
        return new PlanningOptions(small, clients, lockWait, strategy, reserve, other, pace);
    }

    /** The same at another pace. */
    public PlanningOptions at(Pace other) {
        return new PlanningOptions(small, clients, lockWait, strategy, reserve, keeping, other);
    }

    /** Whether clients of the old shape may be connected. */
    public enum Clients {
        /** Somebody may still use the old shape: it stays until a gate is opened. */
        MAY_BE_CONNECTED,
        /** Nobody else is connected. */
        NONE,
        /** They already use the shape that comes: a migration is being taken back. */
        AHEAD
    }

    /** What becomes of data that a migration takes away or changes. */
    public enum Keeping {
        /** They are kept for a while, for the way back. */
        KEPT,
        /** They are gone. */
        GONE
    }

    public static final PlanningOptions DEFAULT = new PlanningOptions(
            new Size(10_000, 16L << 20, 16L << 20), Clients.MAY_BE_CONNECTED, Duration.ofMillis(500));
}
