package dev.dbmigrations.backfill;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The session of one worker, opened again when it breaks.
 *
 * <p>It holds a session lock named after run and worker. A transaction whose client has died may still be at work in
 * the server; its session lock is held just as long. So whoever gets the lock knows that nothing of the earlier session
 * is in flight, and that the journal is the whole truth about it. Not thread-safe.
 */
final class Lane implements AutoCloseable {
    static final String EARLIER_SESSION = "waiting for the end of an earlier session that may still be moving rows";
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final String WAITING_FOR_CONNECTION = "waiting for a connection: ";
    private static final int MOST_DOUBLINGS = 5;

    private final Database database;
    private final String lock;
    private final Waiting waiting;
    private final Time time;
    private final Duration patience;
    private @Nullable Session session;
    private String obstacle = "";
    private @Nullable RuntimeException lastFailure;

    Lane(Database database, String lock, Waiting waiting, Time time, Duration patience) {
        this.database = database;
        this.lock = lock;
        this.waiting = waiting;
        this.time = time;
        this.patience = patience;
    }

    /** The name of the lock of a worker. */
    static String lock(String run, int worker) {
        return "db-migrations rows " + run + " " + worker;
    }

    /**
     * A session that is open and has the lock; empty when told to stop meanwhile.
     *
     * @throws RuntimeException the latest failure, when patience has run out
     */
    Optional<Session> session() {
        Session open = session;
        if (open != null) {
            return Optional.of(open);
        }
        Instant start = time.now();
        for (int attempt = 0; !waiting.shouldStop(); attempt++) {
            Optional<Session> opened = open();
            if (opened.isPresent()) {
                session = opened.get();
                return opened;
            }
            if (time.since(start).compareTo(patience) > 0) {
                throw lastFailure == null ? RowFailures.earlierSession() : lastFailure;
            }
            waiting.rest(FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS)), obstacle);
        }
        return Optional.empty();
    }

    private Optional<Session> open() {
        try {
            Session opened = database.open("db-migrations rows");
            if (locked(opened)) {
                return Optional.of(opened);
            }
            obstacle = EARLIER_SESSION;
            lastFailure = null;
        } catch (DatabaseFailure | MigrationException e) {
            if (!mayPass(e)) {
                throw e;
            }
            obstacle = WAITING_FOR_CONNECTION + (e instanceof MigrationException told ? told.what() : e.getMessage());
            lastFailure = e;
        }
        return Optional.empty();
    }

    private boolean locked(Session opened) {
        boolean locked = false;
        try {
            locked = opened.tryLock(lock);
        } finally {
            if (!locked) {
                opened.close();
            }
        }
        return locked;
    }

    /**
     * Runs work that may be repeated, again when its connection breaks; empty when told to stop.
     *
     * @throws RuntimeException the latest failure, when patience has run out
     */
    <T> Optional<T> ask(Function<Session, T> work) {
        Instant start = time.now();
        while (true) {
            Optional<Session> open = session();
            if (open.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.apply(open.get()));
            } catch (DatabaseFailure | MigrationException e) {
                if (!mayPass(e) || time.since(start).compareTo(patience) > 0) {
                    throw e;
                }
                drop();
                waiting.rest(FIRST_PAUSE, WAITING_FOR_CONNECTION + e.getMessage());
            }
        }
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof MigrationException told
                ? told.kind() == MigrationException.Kind.RETRYABLE
                : !(failure instanceof DatabaseFailure.Fatal);
    }

    /** Gives up a session that broke. */
    void drop() {
        Session broken = session;
        session = null;
        if (broken != null) {
            broken.close();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
