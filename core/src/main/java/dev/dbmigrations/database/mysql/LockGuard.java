package dev.dbmigrations.database.mysql;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.SharedSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a statement of ours that waits for a metadata lock for longer than its budget, because whoever comes after it waits
 * as long. The servers' own {@code lock_wait_timeout} counts whole seconds; it stays in force should the guard get no answer.
 *
 * <p>Whether the statement waits is asked and what ends it is said in one sentence to the server, so one that has
 * its lock is left to work. The wait is counted from when the statement was last seen not to wait: it may be ended an
 * eighth of the budget early, never late.
 */
final class LockGuard implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMillis(5);

    /** {@code ER_QUERY_INTERRUPTED}. */
    private static final int INTERRUPTED = 1317;

    private static final String WAITS = "SELECT 1 FROM information_schema.processlist WHERE id = %d"
            + " AND command = 'Query' AND state LIKE 'Waiting for %%metadata lock'";

    private static final String END = "SET @db_migrations_end = if(EXISTS(" + WAITS
            + "), 'KILL QUERY %d', 'DO 0'); PREPARE db_migrations_end FROM @db_migrations_end;"
            + " EXECUTE db_migrations_end; DEALLOCATE PREPARE db_migrations_end";

    private final SharedSession<MySqlSession> sessions;
    private final long guarded;
    private final Duration budget;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean ended;

    private LockGuard(SharedSession<MySqlSession> sessions, long guarded, Duration budget) {
        this.sessions = sessions;
        this.guarded = guarded;
        this.budget = budget;
    }

    /**
     * @param sessions where to ask and to end from
     * @param guarded the session whose next statement is guarded until the guard is closed
     */
    static LockGuard over(SharedSession<MySqlSession> sessions, long guarded, Duration budget) {
        LockGuard guard = new LockGuard(sessions, guarded, budget);
        Thread.ofPlatform().name("db-migrations lock guard").daemon().start(guard::guardUntilClosed);
        return guard;
    }

    /** Whether the server's own clock is too coarse for a limit. */
    static boolean isNeededFor(Duration limit) {
        return limit.toMillis() % 1000 != 0;
    }

    private void guardUntilClosed() {
        long interval = Math.max(OFTEN.toNanos(), budget.toNanos() / 8);
        long notWaiting = System.nanoTime();
        long pause = interval;
        try {
            while (!closed.await(pause, TimeUnit.NANOSECONDS)) {
                long now = System.nanoTime();
                boolean waits = doesWait();
                notWaiting = waits ? notWaiting : now;
                long left = budget.toNanos() - (System.nanoTime() - notWaiting);
                if (waits && left <= 0) {
                    end();
                    notWaiting = System.nanoTime();
                }
                pause = waits && left > 0 ? Math.min(left, interval) : interval;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DatabaseFailure | MigrationException unanswered) {
            // The server's own limit, up to a second later, is still there.
            closed.countDown();
        }
    }

    private boolean doesWait() {
        return sessions.with(session ->
                !session.rows(WAITS.formatted(guarded), row -> row.number(1)).isEmpty());
    }

    /** Nothing is sent any more once the statement is over: the next one is not to be hit. */
    private synchronized void end() {
        if (closed.getCount() > 0) {
            ended = true;
            ended = sessions.with(session -> {
                session.execute(END.formatted(guarded, guarded));
                return session.rows("SELECT @db_migrations_end LIKE 'KILL%'", row -> row.truth(1))
                        .getFirst();
            });
        }
    }

    /** What a failure of the statement means: an interruption of ours is a lock that was not granted. */
    synchronized DatabaseFailure explained(SQLException failure, DatabaseFailure otherwise) {
        return ended && failure.getErrorCode() == INTERRUPTED
                ? new DatabaseFailure.LockNotGranted(
                        "no metadata lock within " + budget.toMillis() + " ms", String.valueOf(INTERRUPTED), failure)
                : otherwise;
    }

    /** Whether the statement was told to end; an order that came too late for it is still to be swallowed. */
    synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
    }
}
