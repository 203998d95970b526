package dev.dbmigrations;

import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.StopSignal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of the time that work may take, or the moment when somebody asks to stop: what is at work then is cancelled. Thread-safe. */
final class Deadline implements AutoCloseable {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 200;

    private final long end;
    private final StopSignal asked;
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    /**
     * @param asked what the user may ask for
     */
    Deadline(Duration limit, StopSignal asked) {
        this.end = System.nanoTime() + limit.toNanos();
        this.asked = asked;
        Thread.ofPlatform().daemon().name("db-migrations deadline").start(this::watch);
    }

    /** For the runs that it ends. */
    StopSignal stop() {
        return stop;
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** What a statement may take. */
    LockBudget budget() {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        return new LockBudget(LOCK_WAIT, Duration.ofMillis(left));
    }

    /** A session whose statement is cancelled then; the caller closes it. */
    Session open(Database database) {
        Session session = database.open("db-migrations prove");
        sessions.add(session);
        return session;
    }

    private void watch() {
        try {
            while (!closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isOver() || asked.isRequested()) {
                    stop.request();
                    sessions.forEach(Deadline::cancel);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(Session session) {
        try {
            session.cancel();
        } catch (DatabaseFailure gone) {
            session.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
