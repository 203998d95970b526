package dev.dbmigrations.backfill;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.RowWork;
import java.time.Duration;

/**
 * The statement that does a range, in a transaction of its own.
 *
 * @param lockWait how long it may wait for a row
 * @param longest how long it may take
 */
record BatchStatement(RowWork work, KeyRanges ranges, KeyRanges.Walk walk, Duration lockWait, Duration longest) {

    /** Does the range and writes it down, both or neither. Returns the rows changed. */
    long commit(Session session, Batch batch, Ledger ledger) {
        return session.inTransaction(budget(batch), transaction -> {
            long rows = run(transaction, batch.range());
            ledger.record(transaction, batch.range(), rows);
            return rows;
        });
    }

    /** Does the range and takes it back. */
    void attempt(Session session, KeyRange range) {
        try {
            session.inTransaction(new LockBudget(lockWait, Duration.ZERO), transaction -> {
                run(transaction, range);
                throw new TakenBack();
            });
        } catch (TakenBack expected) {
            // that is how a transaction of the session is rolled back
        }
    }

    /** Whether a failure after that long can be the server's limit and not the statement's own fault. */
    boolean mayHaveRunOutOfTime(Batch batch, Duration elapsed) {
        Duration limit = budget(batch).work();
        return !limit.isZero() && elapsed.compareTo(limit) >= 0;
    }

    private long run(Session transaction, KeyRange range) {
        String within = ranges.within(walk, range.from(), range.to());
        work.statement().before().forEach(transaction::execute);
        work.around().before().forEach(ranged -> transaction.execute(ranged.in(within)));
        long rows = transaction.execute(work.batch(within));
        work.around().after().forEach(ranged -> transaction.execute(ranged.in(within)));
        return rows;
    }

    /** A single row cannot be made smaller, so it gets all the time it needs. */
    private LockBudget budget(Batch batch) {
        return new LockBudget(lockWait, batch.ticket().rows() > 1 ? longest : Duration.ZERO);
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        TakenBack() {
            super("taken back", null, false, false);
        }
    }
}
