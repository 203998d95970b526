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
import java.util.Optional;

/** A change of many rows cut into batches, each range done exactly once. */
final class RowBatches {

    private RowBatches() {}

    static Sketch sketch(RowChange change, Situation situation, String verb) {
        Table target = situation.table(change.table());
        RowChange.Batching batching = change.batching();
        Table driver = situation.schema().table(batching.driver()).orElse(target);
        Optional<KeptRows> kept = KeptRows.of(change, situation, target);
        if (kept.isPresent()) {
            return kept.get().sketch(verb + " " + target.name() + " in batches");
        }
        if (situation.isSmall(driver)) {
            return Sketch.asWritten();
        }
        Optional<String> refusal = refusal(change, driver, situation);
        if (refusal.isPresent()) {
            if (change instanceof RowChange.InsertSelectedRows) {
                return Sketch.asWritten();
            }
            throw situation.refused(
                    PlanRefused.Reason.WOULD_BLOCK,
                    "this locks rows of " + target.name() + " (" + target.size().rows()
                            + " rows) until all are done, and it cannot be cut into batches: " + refusal.get(),
                    "write it so that it can, or run it in a quiet hour with `-- db-migrations: strategy=direct`");
        }
        RowWork work = new RowWork(
                driver.name(),
                batching.alias(),
                situation.walkKey(driver),
                new RowWork.Pieces(List.of(), batching.head(), batching.where(), batching.tail()),
                Repetition.FORBIDDEN);
        Undo undo = target.isNew()
                ? new Undo.Nothing("the table goes with its own undo")
                : new Undo.Impossible("the old rows are not kept");
        return Sketch.by(Strategy.ONLINE)
                .migrate(situation.pen().rows(verb + " " + target.name() + " in batches", work, driver, undo));
    }

    /** A row that leaves the place where it was found, by page or by key, may be met again further on. */
    private static Optional<String> refusal(RowChange change, Table driver, Situation situation) {
        RowChange.Batching batching = change.batching();
        List<String> key = situation.walkKey(driver);
        if (!batching.isPossible()) {
            return Optional.of(batching.refusal());
        }
        if (key.isEmpty()) {
            return Optional.of(driver.name() + " has no unique key of NOT NULL columns to cut it along");
        }
        return change instanceof RowChange.UpdateRows update
                        && update.assigned().stream().anyMatch(key::contains)
                ? Optional.of("it changes the key along which " + driver.name() + " would be cut")
                : Optional.empty();
    }
}
