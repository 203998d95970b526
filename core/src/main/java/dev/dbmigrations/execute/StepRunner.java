package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.List;

/** Carries one step out, whatever its kind, and records its failure. */
final class StepRunner {
    private final Tools tools;

    StepRunner(Tools tools) {
        this.tools = tools;
    }

    /** Returns with the step done, or not done because the controls said stop. */
    void run(StepPlace place, RunLog log, Controls controls) {
        tools.place().listener().stepStarted(place);
        Instant start = tools.place().now();
        try {
            switch (place.step()) {
                case Step.RunSql sql -> new SqlStep(tools).run(place, sql, log);
                case Step.RunAlone alone -> new LoneStep(tools).run(place, alone, log);
                case Step.MoveRows rows -> new RowStep(tools).run(place, rows, log, controls);
                case Step.Prove proof -> new ProofStep(tools).run(place, proof, log);
            }
        } catch (MigrationException failure) {
            if (isOfTheStep(failure)) {
                record(place, failure, log);
            }
            throw failure;
        }
        if (log.state().isDone(place.step())) {
            tools.place().listener().stepDone(place, tools.place().since(start));
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
