package dev.dbmigrations.verify;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.Throttle;
import dev.dbmigrations.backfill.Time;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The session of one worker, opened again when it breaks; what passes by itself is tried again. Not thread-safe. */
final class Line implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_DOUBLINGS = 5;

    private final Database database;
    private final Throttle throttle;
    private final Time time;
    private final Duration patience;
    private @Nullable Session session;

    Line(Database database, Throttle throttle, Time time, Duration patience) {
        this.database = database;
        this.throttle = throttle;
        this.time = time;
        this.patience = patience;
    }

    /**
     * Runs work that may be repeated; empty when told to stop before it succeeded.
     *
     * @throws RuntimeException the latest failure, when it is one for good or patience has run out
     */
    <T> Optional<T> ask(Function<Session, T> work) {
        Instant start = time.now();
        for (int attempt = 0; ; attempt++) {
            try {
                return Optional.of(work.apply(open()));
            } catch (DatabaseFailure | MigrationException failure) {
                dropIfBroken();
                if (!mayPass(failure) || time.since(start).compareTo(patience) > 0) {
                    throw failure;
                }
                Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
                throttle.rest(pause, "trying again: " + failure.getMessage());
            }
            if (throttle.shouldStop()) {
                return Optional.empty();
            }
        }
    }

    private Session open() {
        Session open = session;
        if (open == null) {
            open = database.open("db-migrations verify");
            session = open;
            database.dialect().rowChecksums().preparation().forEach(open::execute);
        }
        return open;
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof MigrationException told
                ? told.kind() == MigrationException.Kind.RETRYABLE
                : !(failure instanceof DatabaseFailure.Fatal);
    }

    private void dropIfBroken() {
        Session open = session;
        if (open != null && !open.isOpen()) {
            close();
        }
    }

    @Override
    public void close() {
        Session open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
