package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Step;
import java.time.Instant;

/** A comparison of two tables. The verifier writes the journal as it goes; here is decided what its ending means. */
final class ComparisonStep {
    private final Tools tools;

    ComparisonStep(Tools tools) {
        this.tools = tools;
    }

    /** Returns with the step done, or not done because the controls said stop. */
    void run(StepPlace place, Step.CompareTables step, RunLog log, Controls controls) {
        if (!log.state().isBegun(step)) {
            tools.transactions().commit(log, Deed.note(s -> s.isBegun(step), new Event.StepStarted(place.id())));
        }
        Instant start = tools.place().now();
        Ending ending = tools.verifier()
                .verify(
                        log.run(),
                        step,
                        log.state(),
                        controls,
                        progress -> tools.place().listener().progress(place, progress));
        log.reload(tools.work().get());
        if (ending == Ending.STOPPED) {
            return;
        }
        long took = tools.place().since(start).toMillis();
        tools.transactions()
                .commit(log, Deed.books(s -> s.isDone(step), session -> Completion.events(log, place, took)));
    }
}
