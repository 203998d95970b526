package dev.dbmigrations.bench;

import java.sql.SQLException;
import java.time.Duration;

/** A session beside, which looks fifty times a second who waits for a lock, and remembers the longest wait it saw. */
final class LockWatch implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(20);

    private final Sql session;
    private final String query;
    private final Thread thread = new Thread(this::watch, "lock watch");
    private volatile boolean ended;
    private volatile double longest;
    private volatile String failure = "";

    private LockWatch(Sql session, String query) {
        this.session = session;
        this.query = query;
    }

    static LockWatch over(Arena arena) throws SQLException {
        LockWatch watch = new LockWatch(Sql.open(arena.url()), arena.longestWait());
        watch.thread.start();
        return watch;
    }

    /** In milliseconds; exact to one look. */
    double longest() {
        if (!failure.isEmpty()) {
            throw new IllegalStateException("the lock watch failed: " + failure);
        }
        return longest;
    }

    private void watch() {
        try {
            while (!ended) {
                longest = Math.max(longest, session.number(query));
                Thread.sleep(REST);
            }
        } catch (SQLException | InterruptedException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }
}
