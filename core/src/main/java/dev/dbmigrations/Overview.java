package dev.dbmigrations;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.dialect.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a database stands against a folder of migrations.
 *
 * @param applied in the order in which they were applied
 * @param pending in the order in which they will run
 * @param inFlight migrations begun and not finished
 * @param problems files that were changed or are missing, versions out of order; as errors or as warnings
 */
public record Overview(
        List<Done> applied, List<Migration.Id> pending, List<InFlight> inFlight, List<Problem> problems) {

    /**
     * @param id as recorded
     * @param at when
     * @param milliseconds how long it took
     * @param by who
     */
    public record Done(Migration.Id id, Instant at, long milliseconds, String by) {}

    /**
     * @param id the migration
     * @param run its name in the journal
     * @param strategy of its plan
     * @param stage where it stands
     * @param steps finished and all
     * @param current what it is doing, waiting for, or failed at, in plain words
     * @param rows progress of the row step at hand, where there is one
     * @param since when the run began
     */
    public record InFlight(
            Migration.Id id,
            String run,
            Strategy strategy,
            Stage stage,
            Count steps,
            String current,
            Optional<Rows> rows,
            Instant since) {}

    /** Where a run stands. */
    public enum Stage {
        RUNNING,
        PAUSED,
        WAITING_AT_GATE,
        FAILED,
        INTERRUPTED,
        ROLLING_BACK
    }

    public record Count(int done, int all) {}

    public record Rows(long done, long estimated) {}

    /**
     * @param error whether it stops a run
     * @param failure what is wrong, with its five facts
     * @param topic what it is about
     */
    public record Problem(boolean error, MigrationException failure, Topic topic) {

        /** One of the files. */
        public Problem(boolean error, MigrationException failure) {
            this(error, failure, Topic.FILES);
        }
    }

    public Overview {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        inFlight = List.copyOf(inFlight);
        problems = List.copyOf(problems);
    }

    public Optional<Version> latestVersion() {
        return applied.stream()
                .filter(d -> d.id().kind() == Migration.Kind.VERSIONED)
                .map(d -> new Version(d.id().version()))
                .max(Version::compareTo);
    }
}
