package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.RowMover;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.history.AppliedMigrations;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.verify.Verifier;
import java.time.Duration;

/**
 * What the parts of a run work with.
 *
 * @param place where and for whom
 * @param lock the right to work
 * @param transactions on the one session that works
 * @param mover of rows
 * @param verifier of tables
 */
record Tools(Workplace place, RunLock lock, Transactions transactions, RowMover mover, Verifier verifier) {

    static Tools of(Workplace place, RunLock lock, RowMover mover, Verifier verifier) {
        return new Tools(place, lock, new Transactions(place, new WorkSession(place, lock)), mover, verifier);
    }

    RunLog log(String run) {
        AppliedMigrations applied =
                new AppliedMigrations(place.home(), place.self().text());
        return new RunLog(place.journal().fencedBy(lock.token()), applied, place.listener(), run);
    }

    WorkSession work() {
        return transactions.work();
    }

    /** A brief step never queues for longer than the settings allow; one that stops nobody may wait as long as its plan says. */
    LockBudget budget(StepPlace step) {
        Budget planned = step.step().facts().budget();
        Duration most = place.settings().lockWait();
        boolean brief = switch (planned.envelope()) {
            case BRIEF, BATCHES -> true;
            case SHARED, CONCURRENT, READ -> false;
        };
        boolean tooLong = planned.lockWait().isZero() || planned.lockWait().compareTo(most) > 0;
        return new LockBudget(brief && tooLong ? most : planned.lockWait(), planned.atMost());
    }
}
