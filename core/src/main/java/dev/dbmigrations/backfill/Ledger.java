package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RowProgress;
import java.util.Optional;

/** What the journal of a run has to say about one of its row steps. */
record Ledger(Journal journal, String run, String step) {

    RowProgress read(Session session) {
        return journal.state(session, run).rows(step);
    }

    /** The entry of that very range; one that was taken back since does not count. */
    Optional<Event.BatchDone> entry(Session session, KeyRange range) {
        Optional<Event.BatchDone> found = Optional.empty();
        for (Recorded recorded : journal.read(session, run)) {
            if (recorded.event() instanceof Event.BatchDone done && isOf(done, range)) {
                found = Optional.of(done);
            } else if (recorded.event() instanceof Event.StepUndone undone
                    && undone.step().equals(step)) {
                found = Optional.empty();
            }
        }
        return found;
    }

    private boolean isOf(Event.BatchDone done, KeyRange range) {
        return done.step().equals(step) && done.range().equals(range);
    }

    void fix(Session session, KeyRange whole, long estimatedRows) {
        journal.append(session, run, new Event.ExtentFixed(step, whole, estimatedRows));
    }

    void record(Session session, KeyRange range, long rows) {
        journal.append(session, run, new Event.BatchDone(step, range, rows));
    }

    /**
     * @param reason why rows wait or move slower than they might; empty when they do not
     */
    void held(Session session, String reason) {
        journal.append(session, run, new Event.Held(step, reason));
    }
}
