package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;

/** Statements of one step on one session, watched while they may wait without a limit of the server's. */
record Watched(Workplace place, StepPlace step, Session session) {

    /** A wait that was ended because it had lasted too long; the patience for locks is used up. */
    static final class WaitedTooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient LockWait wait;

        WaitedTooLong(LockWait wait, DatabaseFailure cause) {
            super(cause);
            this.wait = wait;
        }

        LockWait lockWait() {
            return wait;
        }
    }

    /**
     * @throws WaitedTooLong when the watch ended it
     */
    void run(LockBudget budget, Runnable statements) {
        if (!budget.lockWait().isZero()) {
            statements.run();
            return;
        }
        try (LockWatch watch = LockWatch.over(place, step, session)) {
            try {
                statements.run();
            } catch (DatabaseFailure failure) {
                if (watch.gaveUp().isPresent()) {
                    throw new WaitedTooLong(watch.gaveUp().get(), failure);
                }
                throw failure;
            }
        }
    }
}
