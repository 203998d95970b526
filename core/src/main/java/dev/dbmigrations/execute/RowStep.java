package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.RowMover;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.Optional;

/** Rows in batches. The mover writes the journal as it goes; here is decided whether to call it again. */
final class RowStep {
    private final Tools tools;

    RowStep(Tools tools) {
        this.tools = tools;
    }

    /** Returns with the step done, or not done because the controls said stop. */
    void run(StepPlace place, Step.MoveRows step, RunLog log, Controls controls) {
        if (!log.state().isBegun(step)) {
            tools.transactions().commit(log, Deed.note(s -> s.isBegun(step), new Event.StepStarted(place.id())));
        }
        Instant start = tools.place().now();
        RowMover.Ending ending = moved(place, step, log, controls);
        log.reload(tools.work().get());
        if (ending == RowMover.Ending.STOPPED) {
            return;
        }
        long took = tools.place().since(start).toMillis();
        tools.transactions()
                .commit(log, Deed.books(s -> s.isDone(step), session -> Completion.events(log, place, took)));
    }

    private RowMover.Ending moved(StepPlace place, Step.MoveRows step, RunLog log, Controls controls) {
        LockPatience patience = new LockPatience(tools.place(), Optional.of(place), log);
        int losses = 0;
        while (true) {
            Stopped.check(tools.place().stop(), Next.again(log.state()));
            long before = log.state().rows(place.id()).rows();
            try {
                return tools.mover()
                        .move(
                                log.run(),
                                step,
                                log.state(),
                                controls,
                                progress -> tools.place().listener().progress(place, progress));
            } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable failure) {
                patience.afterFailure(failure);
            } catch (DatabaseFailure.NoConnection | DatabaseFailure.OutcomeUnknown failure) {
                losses = tools.transactions().countedLoss(losses, failure);
            } catch (DatabaseFailure.Fatal failure) {
                throw refused(place, step, failure, log);
            }
            log.reload(tools.work().get());
            if (log.state().rows(place.id()).rows() > before) {
                // It gets on: neither patience nor suspicion is used up by what lies hours back.
                patience = new LockPatience(tools.place(), Optional.of(place), log);
                losses = 0;
            }
        }
    }

    private MigrationException refused(StepPlace place, Step.MoveRows step, DatabaseFailure.Fatal failure, RunLog log) {
        Stopped.check(tools.place().stop(), Next.again(log.state()));
        log.reload(tools.work().get());
        long rows = log.state().rows(place.id()).rows();
        String left = rows + " rows of this step are done and recorded, the failed batch changed nothing";
        // The batch's range is not known here, so a position in its text would point nowhere.
        var unplaced = new DatabaseFailure.Fatal(String.valueOf(failure.getMessage()), failure.state(), 0, failure);
        return Explain.statement(place, step.work().statement().head(), unplaced, left, log.state());
    }
}
