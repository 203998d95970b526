package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import java.util.Optional;

/** Repeated attempts at something outside any transaction, for one step. */
record Attempts(Tools tools, StepPlace place) {

    /** One attempt on a session; whatever it throws, the next attempt begins by asking again. */
    interface Attempt {
        void on(Session session);
    }

    /** Tries until an attempt ends well, the patience for locks is used up, or the server refuses. */
    void untilDone(RunLog log, Attempt attempt) {
        LockPatience patience = new LockPatience(tools.place(), Optional.of(place), log);
        for (int losses = 0; ; ) {
            Stopped.check(tools.place().stop(), Next.again(log.state()));
            try {
                attempt.on(tools.work().get());
                return;
            } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable failure) {
                patience.afterFailure(failure);
            } catch (DatabaseFailure.NoConnection | DatabaseFailure.OutcomeUnknown failure) {
                losses = tools.transactions().countedLoss(losses, failure);
            } catch (DatabaseFailure.Fatal failure) {
                Stopped.check(tools.place().stop(), Next.again(log.state()));
                throw failure;
            }
        }
    }
}
