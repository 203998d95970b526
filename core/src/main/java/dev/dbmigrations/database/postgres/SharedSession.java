package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.DatabaseFailure;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session that is opened when first needed, used by one at a time, and opened again when it was lost. Thread-safe. */
final class SharedSession implements AutoCloseable {

    private final Supplier<PostgresSession> opening;
    private @Nullable PostgresSession session;

    SharedSession(Supplier<PostgresSession> opening) {
        this.opening = opening;
    }

    /** For work that changes nothing: it is done once more when the session was lost while nobody used it. */
    synchronized <T> T with(Function<PostgresSession, T> work) {
        PostgresSession current = session;
        if (current != null && current.isOpen()) {
            try {
                return work.apply(current);
            } catch (DatabaseFailure failure) {
                if (current.isOpen()) {
                    throw failure;
                }
            }
        }
        PostgresSession fresh = opening.get();
        session = fresh;
        return work.apply(fresh);
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
