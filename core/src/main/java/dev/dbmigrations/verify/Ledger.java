package dev.dbmigrations.verify;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.history.RunState;
import java.time.Duration;
import java.util.List;

/** What the journal of a run is told of one of its comparisons, each entry in a transaction of its own. */
record Ledger(Journal journal, String run, String step) {
    private static final LockBudget BOOKS = new LockBudget(Duration.ofSeconds(10), Duration.ZERO);

    /** Up to where earlier processes found no difference, in the pass that was broken off; empty when one is to begin anew. */
    List<String> start(RunState state) {
        return state.rows(step).done().stream()
                .filter(range -> range.from().isEmpty())
                .map(KeyRange::to)
                .findFirst()
                .orElse(List.of());
    }

    void equal(Session session, KeyRange range, long rows) {
        append(session, new Event.BatchDone(step, range, rows));
    }

    void differs(Session session, KeyRange range) {
        append(session, new Event.RowsDiffered(step, range));
    }

    private void append(Session session, Event event) {
        session.inTransaction(BOOKS, transaction -> {
            journal.append(transaction, run, event);
            return true;
        });
    }
}
