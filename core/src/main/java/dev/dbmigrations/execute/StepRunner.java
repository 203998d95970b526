package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Carries one step out, whatever its kind, and records its failure. */
final class StepRunner {
    private static final Duration NOTICED = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Tools tools;

    StepRunner(Tools tools) {
        this.tools = tools;
    }

    /** Returns with the step done, or not done because the controls said stop. */
    void run(StepPlace place, RunLog log, Controls controls) {
        tools.place().listener().stepStarted(place);
        Instant start = tools.place().now();
        List<String> settings = place.step().facts().settings();
        try {
            switch (place.step()) {
                case Step.RunSql sql -> new SqlStep(tools).run(place, sql, log);
                case Step.RunAlone alone -> new LoneStep(tools).run(place, alone, log);
                case Step.MoveRows rows -> new RowStep(tools).run(place, rows, log, controls);
                case Step.CatchUp catchUp -> new CatchUpStep(tools).run(place, catchUp, log, controls);
                case Step.Prove proof -> new ProofStep(tools).run(place, proof, log);
                case Step.CompareTables comparison -> new ComparisonStep(tools).run(place, comparison, log, controls);
            }
            tools.work().has(settings);
        } catch (MigrationException failure) {
            if (!settings.isEmpty()) {
                tools.work().discard();
            }
            if (isOfTheStep(failure)) {
                record(place, failure, log);
            }
            throw failure;
        }
        if (log.state().isDone(place.step())) {
            Duration took = tools.place().since(start);
            tools.place().listener().stepDone(place, took);
            letClientsCatchUp(took);
        }
    }

    /** A build or a catching up cannot rest in its midst, so where clients come first it does so behind its end. */
    private void letClientsCatchUp(Duration took) {
        if (took.compareTo(NOTICED) > 0 && tools.place().settings().pace() == Pace.GENTLE) {
            tools.place().stop().pause(took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST);
        }
    }

    /** Being stopped, losing the lock or the connection says nothing about the step, and the next runner simply goes on. */
    private static boolean isOfTheStep(MigrationException failure) {
        return switch (failure.exit()) {
            case INTERRUPTED, NO_CONNECTION -> false;
            case LOCK_NOT_OBTAINED -> !failure.code().startsWith("DBM-60");
            default -> true;
        };
    }

    /** A run that has left no trace ends with its failure, so that a mended file is planned anew instead of resumed. */
    private void record(StepPlace place, MigrationException failure, RunLog log) {
        Event failed = new Event.StepFailed(place.id(), failure.code(), failure.what());
        List<Event> events =
                Next.isUntouched(log.state()) ? List.of(failed, new Event.RunRolledBack()) : List.of(failed);
        try {
            tools.transactions()
                    .commit(log, Deed.note(s -> s.steps().failure().isPresent(), events.toArray(Event[]::new)));
        } catch (DatabaseFailure | MigrationException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }
}
