package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.backfill.ProgressListener;
import dev.dbmigrations.backfill.RowMover;
import dev.dbmigrations.backfill.RunControl;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.history.RowProgress;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A mover for tables whose key is a whole number {@code id} from 1 on: ten rows at a time, one after the other. */
record ByTens(Database database, Journal journal, Consumer<Event> afterEach) implements RowMover {

    @Override
    public Ending move(String run, Step.MoveRows step, RunState state, RunControl control, ProgressListener listener) {
        try (Session session = database.open("move rows")) {
            RowProgress progress = state.rows(step.facts().id());
            long last = session.query(
                            "select coalesce(max(id), 0) from " + step.work().driver(), row -> row.number(1))
                    .getFirst();
            long from = progress.done().isEmpty()
                    ? 0
                    : Long.parseLong(progress.done().getFirst().to().getFirst());
            while (from < last) {
                control.awaitIfPaused();
                if (control.shouldStop()) {
                    return Ending.STOPPED;
                }
                Event.BatchDone done = batch(session, run, step, from);
                from += 10;
                afterEach.accept(done);
                listener.progress(new Progress(from, last, 10, Optional.of(Duration.ZERO), ""));
            }
            return Ending.COMPLETE;
        }
    }

    private Event.BatchDone batch(Session session, String run, Step.MoveRows step, long from) {
        return session.inTransaction(LockBudget.UNLIMITED, transaction -> {
            long rows = transaction.execute(step.work().batch("id > " + from + " and id <= " + (from + 10)));
            List<String> start = from == 0 ? List.of() : List.of(Long.toString(from));
            KeyRange range = new KeyRange(start, List.of(Long.toString(from + 10)));
            Event.BatchDone done = new Event.BatchDone(step.facts().id(), range, rows);
            journal.append(transaction, run, done);
            return done;
        });
    }
}
