package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.RowWork.Repetition;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** A change of many rows cut into batches, each range done exactly once. */
final class RowBatches {

    private RowBatches() {}

    static Sketch sketch(RowChange change, Situation situation, String verb) {
        Table target = situation.table(change.table());
        RowChange.Batching batching = change.batching();
        Table driver = situation.schema().table(batching.driver()).orElse(target);
        if (situation.isSmall(driver)) {
            return Sketch.asWritten();
        }
        if (!batching.isPossible()) {
            if (change instanceof RowChange.InsertSelectedRows) {
                return Sketch.asWritten();
            }
            throw situation.refused(
                    PlanRefused.Reason.WOULD_BLOCK,
                    "this locks rows of " + target.name() + " (" + target.size().rows()
                            + " rows) until all are done, and it cannot be cut into batches: " + batching.refusal(),
                    "write it so that it can, or run it in a quiet hour with `-- db-migrations: strategy=direct`");
        }
        RowWork work = new RowWork(
                driver.name(),
                batching.alias(),
                driver.iterationKey(),
                new RowWork.Pieces(List.of(), batching.head(), batching.where(), batching.tail()),
                Repetition.FORBIDDEN);
        Undo undo = target.isNew()
                ? new Undo.Nothing("the table goes with its own undo")
                : new Undo.Impossible("the old rows are not kept");
        return Sketch.by(Strategy.ONLINE)
                .migrate(situation.pen().rows(verb + " " + target.name() + " in batches", work, driver, undo));
    }
}
