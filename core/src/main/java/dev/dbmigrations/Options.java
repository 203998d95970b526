package dev.dbmigrations;

import dev.dbmigrations.database.Login;
import dev.dbmigrations.plan.PlanningOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything a {@link Migrator} needs to be told.
 *
 * @param login where the database is
 * @param files where the migrations are
 * @param planning how careful plans must be
 * @param running how they are carried out
 */
public record Options(Login login, Files files, PlanningOptions planning, Running running) {

    /**
     * @param locations folders that hold migrations
     * @param shownFrom the folder from which the user sees them
     * @param outOfOrder what to do about a version lower than the latest applied one
     */
    public record Files(List<Path> locations, Path shownFrom, OutOfOrder outOfOrder) {
        public Files {
            locations = List.copyOf(locations);
        }
    }

    /** What to do about a pending version that is lower than the latest applied one. */
    public enum OutOfOrder {
        REFUSE,
        APPLY,
        SKIP
    }

    /**
     * @param gates whether gates stand open
     * @param lockPatience how long a step tries again to get its lock before the run stops
     * @param batches how rows are moved
     * @param accepted what the user has accepted for this call
     */
    public record Running(Gates gates, Duration lockPatience, Batches batches, Accepted accepted) {}

    /** Whether plans stop at their gates. */
    public enum Gates {
        CLOSED,
        OPEN
    }

    /**
     * @param workers sessions that move rows at the same time
     * @param time how long one batch may take
     * @param maximumReplicaLag above which they wait; empty for no limit
     */
    public record Batches(int workers, Duration time, Optional<Duration> maximumReplicaLag) {
        public static final Batches DEFAULT = new Batches(2, Duration.ofMillis(300), Optional.empty());
    }

    /**
     * @param dataLoss {@code --allow-data-loss}
     * @param noWayBack {@code --allow-no-undo}
     * @param newPlan {@code --replan}: the plan may differ from the reviewed one
     */
    public record Accepted(boolean dataLoss, boolean noWayBack, boolean newPlan) {
        public static final Accepted NOTHING = new Accepted(false, false, false);
    }
}
