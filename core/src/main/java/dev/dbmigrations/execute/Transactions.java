package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import java.util.List;

/**
 * Commits deeds: tries again while locks are not to be had, connects again when the connection breaks, and finds out what
 * became of a commit whose answer was lost. What is wrong for good passes through as {@link DatabaseFailure.Fatal}.
 */
final class Transactions {
    /** A server that drops the connection on the same transaction this often will drop it again. */
    private static final int MOST_LOSSES = 5;

    private final Workplace place;
    private final WorkSession work;
    private List<Event> attempted = List.of();

    Transactions(Workplace place, WorkSession work) {
        this.place = place;
        this.work = work;
    }

    WorkSession work() {
        return work;
    }

    /** Returns when the deed is committed and the log knows its events. */
    void commit(RunLog log, Deed deed) {
        LockPatience patience = new LockPatience(place, deed.place(), log);
        for (int losses = 0; ; ) {
            Stopped.check(place.stop(), Next.again(log.state()));
            try {
                attempt(log, deed);
                return;
            } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable failure) {
                patience.afterFailure(failure);
            } catch (DatabaseFailure.NoConnection | DatabaseFailure.OutcomeUnknown failure) {
                losses = countedLoss(losses, failure);
                if (failure instanceof DatabaseFailure.OutcomeUnknown && isDone(log, deed)) {
                    return;
                }
            } catch (DatabaseFailure.Fatal failure) {
                Stopped.check(place.stop(), Next.again(log.state()));
                throw failure;
            }
        }
    }

    private void attempt(RunLog log, Deed deed) {
        Session session = work.get();
        List<Event> done = session.inTransaction(deed.budget(), transaction -> {
            attempted = deed.work().in(transaction);
            log.append(transaction, attempted);
            return attempted;
        });
        log.committed(done);
    }

    int countedLoss(int losses, DatabaseFailure failure) {
        work.discard();
        if (losses >= MOST_LOSSES) {
            throw Explain.connectionKeepsBreaking(failure);
        }
        place.listener().note("connection lost (" + failure.getMessage() + "), connecting again");
        return losses + 1;
    }

    /** The new session exists only once the old one is gone, so the journal's answer is final. */
    private boolean isDone(RunLog log, Deed deed) {
        boolean done = log.found(work.get(), deed.recorded(), attempted);
        if (done) {
            place.listener().note("the commit whose answer was lost has succeeded: the journal has it");
        }
        return done;
    }
}
