package dev.dbmigrations.cli.config;

import dev.dbmigrations.Migrator.OnFailure;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.backfill.Limits;
import dev.dbmigrations.plan.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that is set, for one environment.
 *
 * @param environment which one
 * @param project where its files are
 * @param target the database
 * @param running how migrations run
 * @param moving how rows are moved
 */
public record Settings(Environment environment, Project project, Target target, Running running, Moving moving) {

    /**
     * @param name as the configuration calls it
     * @param isProtected whether whatever changes it has to be confirmed
     */
    public record Environment(String name, boolean isProtected) {}

    /**
     * @param root the folder of the configuration, or where it was looked for
     * @param file the configuration; empty when there is none
     * @param migrations the folders of the migrations, absolute
     * @param baseline the findings that are known; empty when there is none
     */
    public record Project(Path root, Optional<Path> file, List<Path> migrations, Optional<Path> baseline) {
        public Project {
            migrations = List.copyOf(migrations);
        }
    }

    /**
     * @param gates whether the old shape goes at once
     * @param wayBack what is kept for it
     * @param locks how long to wait
     * @param order whether a migration may run behind a later one
     * @param failOn findings from this severity on fail a command
     * @param tables where ours and the user's tables are
     */
    public record Running(Gates gates, WayBack wayBack, Locks locks, Order order, Severity failOn, Tables tables) {}

    /**
     * @param revertWindow how long a former table is kept in step behind the gate
     * @param keepSnapshots how long what a migration takes away is kept; zero for not at all
     * @param backup what is taken before anything changes
     * @param onFailure what becomes of a migration that fails
     */
    public record WayBack(Duration revertWindow, Duration keepSnapshots, Backup backup, OnFailure onFailure) {}

    /** What is taken of the whole database before anything changes. */
    public enum Backup {
        NONE,
        /** A file written by the vendor's own program. */
        DUMP
    }

    /** What happens between the new shape being there and the old one going. */
    public enum Gates {
        OPEN,
        CLOSED
    }

    /** Whether a migration may run that is older than one that has run. */
    public enum Order {
        STRICT,
        OUT_OF_ORDER
    }

    /**
     * @param timeout how long a statement may wait for its locks
     * @param retries for how long it is tried again
     * @param blockers after how long of it the sessions that hold them are ended; empty for never
     */
    public record Locks(Duration timeout, Duration retries, Optional<Duration> blockers) {}

    /**
     * @param schema where unqualified names are looked for; empty for the server's default
     * @param history what our own table is called; empty for its default
     */
    public record Tables(Optional<String> schema, Optional<String> history) {}

    /**
     * @param pace how much of the server moving rows may take
     * @param workers how many move at once, at most; empty for what the pace says
     * @param batchTime how long a batch should take; empty for what the pace says
     * @param limits what the server must not exceed meanwhile
     * @param smallTableRows tables of up to so many rows may be rewritten under a lock
     */
    public record Moving(
            Pace pace, OptionalInt workers, Optional<Duration> batchTime, Limits limits, long smallTableRows) {}
}
