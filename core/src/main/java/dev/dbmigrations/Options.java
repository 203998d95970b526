package dev.dbmigrations;

import dev.dbmigrations.backfill.Limits;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.PlanningOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything a {@link Migrator} needs to be told.
 *
 * @param login where the database is
 * @param files where the migrations are
 * @param planning how careful plans must be
 * @param running how they are carried out
 */
public record Options(Login login, Files files, PlanningOptions planning, Running running) {

    /** The same, with plans of that strategy whatever the files say; unchanged when it is empty. */
    public Options planningBy(Optional<Strategy> strategy) {
        return new Options(login, files, planning.by(strategy), running);
    }

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
     * @param revertWindow how long a former table is kept in step behind the gate; empty for a day, or not at all where gates
     *     stand open
     * @param endBlockersAfter how long a step asks for its locks before the sessions that hold them are ended; empty for never
     * @param keepSnapshots how long what migrations take away is kept
     */
    public record Running(
            Gates gates,
            Duration lockPatience,
            Batches batches,
            Accepted accepted,
            Optional<Duration> revertWindow,
            Optional<Duration> endBlockersAfter,
            Duration keepSnapshots) {
        private static final Duration A_WEEK = Duration.ofDays(7);

        /** Keeping what is taken away for a week. */
        public Running(
                Gates gates,
                Duration lockPatience,
                Batches batches,
                Accepted accepted,
                Optional<Duration> revertWindow,
                Optional<Duration> endBlockersAfter) {
            this(gates, lockPatience, batches, accepted, revertWindow, endBlockersAfter, A_WEEK);
        }

        /** Ending nobody's session. */
        public Running(
                Gates gates,
                Duration lockPatience,
                Batches batches,
                Accepted accepted,
                Optional<Duration> revertWindow) {
            this(gates, lockPatience, batches, accepted, revertWindow, Optional.empty());
        }

        /** With the usual revert window. */
        public Running(Gates gates, Duration lockPatience, Batches batches, Accepted accepted) {
            this(gates, lockPatience, batches, accepted, Optional.empty());
        }
    }

    /** Whether plans stop at their gates. */
    public enum Gates {
        CLOSED,
        OPEN
    }

    /**
     * @param pace how much of the server they may take
     * @param workers sessions that move rows at the same time, at most; empty for what the pace says
     * @param time how long one batch may take; empty for what the pace says
     * @param limits what the server must not exceed meanwhile
     */
    public record Batches(Pace pace, OptionalInt workers, Optional<Duration> time, Limits limits) {
        public static final Batches DEFAULT =
                new Batches(Pace.STEADY, OptionalInt.empty(), Optional.empty(), Limits.DEFAULT);
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
