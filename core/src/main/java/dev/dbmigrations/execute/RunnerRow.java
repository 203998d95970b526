package dev.dbmigrations.execute;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Home;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one row that tells who is at work. The session lock decides; the row only explains and fences. */
final class RunnerRow {
    private final String table;

    RunnerRow(Home home) {
        table = home.runner();
    }

    /** Who wrote the row and has not released it: the holder of the lock, or one that died with it. */
    Optional<Runner> unreleased(Session session) {
        List<Runner> found = session.query(
                "SELECT host, pid, account, application, since, seen, CURRENT_TIMESTAMP, lock_session FROM " + table
                        + " WHERE released IS NULL AND since IS NOT NULL",
                RunnerRow::runner);
        return found.stream().findFirst();
    }

    private static Runner runner(Session.Row row) {
        Instant seen = row.instant(6);
        return new Runner(
                new Self(row.text(1), row.number(2), row.text(3), row.text(4)),
                row.instant(5),
                seen,
                Duration.between(seen, row.instant(7)),
                row.number(8));
    }

    /** Writes the new holder over the old one; only by the session that has the lock. Returns the new token. */
    long take(Session session, Self self) {
        session.update(
                "UPDATE " + table + " SET token = token + 1, host = ?, pid = ?, account = ?, application = ?,"
                        + " since = CURRENT_TIMESTAMP, seen = CURRENT_TIMESTAMP, released = NULL, lock_session = ?",
                self.host(),
                self.pid(),
                self.account(),
                self.application(),
                session.id());
        return session.query("SELECT token FROM " + table, row -> row.number(1)).getFirst();
    }

    /** A sign of life; false when the row belongs to a successor. */
    boolean touch(Session session, long token) {
        return 1
                == session.update(
                        "UPDATE " + table + " SET seen = CURRENT_TIMESTAMP, lock_session = ? WHERE token = ?",
                        session.id(),
                        token);
    }

    void worksOn(Session session, long token, long workSession) {
        session.update("UPDATE " + table + " SET work_session = ? WHERE token = ?", workSession, token);
    }

    /** The session a predecessor worked on. */
    Optional<Long> workSession(Session session) {
        return session
                .query("SELECT work_session FROM " + table + " WHERE work_session IS NOT NULL", row -> row.number(1))
                .stream()
                .findFirst();
    }

    void release(Session session, long token) {
        session.update("UPDATE " + table + " SET released = CURRENT_TIMESTAMP WHERE token = ?", token);
    }
}
