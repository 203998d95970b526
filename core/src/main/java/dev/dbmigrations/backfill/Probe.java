package dev.dbmigrations.backfill;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.SharedSession;
import java.time.Duration;

/**
 * A brief statement of our own on the table whose rows move: what it suffers, others suffer too.
 *
 * @param sql a query
 */
record Probe(SharedSession<Session> session, String sql) {
    private static final LockBudget BUDGET = new LockBudget(Duration.ofSeconds(1), Duration.ofSeconds(1));

    /**
     * Asks once. Returns how long it took, in seconds; one that waits for a lock of others or is ended for its time took as
     * long as it was tried.
     *
     * @throws DatabaseFailure when it cannot be asked
     */
    double seconds() {
        return session.with(open -> open.inTransaction(BUDGET, this::timed));
    }

    private double timed(Session open) {
        long start = System.nanoTime();
        try {
            open.query(sql, row -> "");
        } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Fatal e) {
            if (seconds(start) < 1) {
                throw e;
            }
        }
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
