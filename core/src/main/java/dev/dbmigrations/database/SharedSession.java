package dev.dbmigrations.database;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session that is opened when first needed, used by one at a time, and opened again when it was lost. Thread-safe.
 *
 * @param <S> the vendor's kind of session
 */
public final class SharedSession<S extends Session> implements AutoCloseable {

    private final Supplier<S> opening;
    private @Nullable S session;

    public SharedSession(Supplier<S> opening) {
        this.opening = opening;
    }

    /** For work that changes nothing: it is done once more when the session was lost while nobody used it. */
    public synchronized <T> T with(Function<S, T> work) {
        S current = session;
        if (current != null && current.isOpen()) {
            try {
                return work.apply(current);
            } catch (DatabaseFailure failure) {
                if (current.isOpen()) {
                    throw failure;
                }
            }
        }
        S fresh = opening.get();
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
