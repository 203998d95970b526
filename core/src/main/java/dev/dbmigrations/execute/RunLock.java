package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.TakenOver;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The right to be the one runner of a database: a session lock on a connection of its own, so that it goes with its
 * holder however that one dies. A heartbeat says that the holder lives; a token keeps a holder that was taken for dead from
 * writing on.
 *
 * <p>Thread-safe.
 */
public final class RunLock implements AutoCloseable {
    private final Workplace place;
    private final RunnerRow row;
    private final long token;
    private final Heartbeat heartbeat;
    private Session session;
    private volatile boolean lost;
    private Optional<Instant> silentSince = Optional.empty();

    private RunLock(Workplace place, Session session, long token) {
        this.place = place;
        this.row = new RunnerRow(place.home());
        this.session = session;
        this.token = token;
        this.heartbeat = new Heartbeat(this::beat);
    }

    /**
     * Takes the lock, trying again for as long as the settings allow. One whose holder is dead is free: it is taken, and
     * the listener is told.
     *
     * @throws MigrationException DBM-6001 naming the runner that has it
     */
    public static RunLock take(Workplace place) {
        Session session = place.database().open(place.self().application() + " lock");
        try {
            RunLock taken = LockTaking.take(place, session);
            taken.heartbeat.start();
            return taken;
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }

    /** Whether a living process is the runner; asked by trying to be it for a moment. */
    public static boolean isHeld(Session session, Home home) {
        String name = Workplace.runnerLock(home);
        if (!session.tryLock(name)) {
            return true;
        }
        session.unlock(name);
        return false;
    }

    static RunLock held(Workplace place, Session session, long token) {
        return new RunLock(place, session, token);
    }

    /** Rises with every holder: what the journal is fenced by. */
    public long token() {
        return token;
    }

    /** Whether somebody else is, or may be, the runner now. */
    public boolean isLost() {
        return lost;
    }

    /**
     * Returns when the lock is certainly held.
     *
     * @throws MigrationException DBM-6002 when it is lost for good
     */
    public void ensureOwned() {
        beat();
        while (isUncertain() && !lost) {
            Stopped.check(place.stop(), "db-migrations up");
            place.stop().pause(Heartbeat.BETWEEN_TRIES);
            beat();
        }
        if (lost) {
            throw TakenOver.failure();
        }
    }

    /** Runs a short question on the lock's own session. */
    synchronized <T> T ask(Function<Session, T> question) {
        return question.apply(session);
    }

    synchronized void worksOn(long workSession) {
        row.worksOn(session, token, workSession);
    }

    private synchronized boolean isUncertain() {
        return silentSince.isPresent();
    }

    private synchronized void beat() {
        if (lost) {
            return;
        }
        try {
            if (silentSince.isPresent() && !isRegained()) {
                becomeUncertain();
                return;
            }
            lost = !session.holdsLock(place.runnerLock()) || !row.touch(session, token);
            if (!lost && silentSince.isPresent()) {
                silentSince = Optional.empty();
                place.listener().note("the connection that holds the runner's lock is back");
            }
        } catch (DatabaseFailure | MigrationException failure) {
            becomeUncertain();
        }
    }

    /** A lost connection is not a lost lock until a successor has it; but one cannot wait for ever. */
    private void becomeUncertain() {
        Instant since = silentSince.orElseGet(place::now);
        silentSince = Optional.of(since);
        if (place.since(since).compareTo(place.settings().connection()) > 0) {
            lost = true;
        }
    }

    /** The server may still hold the lock for our lost connection; it is a successor's only when the row is. */
    private boolean isRegained() {
        session.close();
        session = place.database().open(place.self().application() + " lock");
        if (session.tryLock(place.runnerLock())) {
            return true;
        }
        lost = !row.touch(session, token);
        return false;
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        heartbeat.stop();
        synchronized (this) {
            try {
                if (!lost && session.isOpen()) {
                    row.release(session, token);
                }
            } catch (DatabaseFailure gone) {
                place.listener().note("the runner's row could not be released: " + gone.getMessage());
            } finally {
                session.close();
            }
        }
    }
}
