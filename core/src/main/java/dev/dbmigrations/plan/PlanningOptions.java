package dev.dbmigrations.plan;

import dev.dbmigrations.schema.Size;
import java.time.Duration;

/**
 * What the environment says about how careful a plan must be.
 *
 * @param small tables up to this size may be read or rewritten under a lock
 * @param clients whether clients of the old shape may be connected
 * @param lockWait how long a schema change may queue for its lock
 */
public record PlanningOptions(Size small, Clients clients, Duration lockWait) {

    /** Whether clients of the old shape may be connected. */
    public enum Clients {
        /** Somebody may still use the old shape: it stays until a gate is opened. */
        MAY_BE_CONNECTED,
        /** Nobody else is connected. */
        NONE,
        /** They already use the shape that comes: a migration is being taken back. */
        AHEAD
    }

    public static final PlanningOptions DEFAULT = new PlanningOptions(
            new Size(10_000, 16L << 20, 16L << 20), Clients.MAY_BE_CONNECTED, Duration.ofMillis(500));
}
