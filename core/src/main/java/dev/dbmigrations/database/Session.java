package dev.dbmigrations.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection of ours, with a known and clean state: autocommit, UTC, ours to name and to end. Not thread-safe.
 *
 * <p>Every method throws a {@link DatabaseFailure} that says what the caller may do.
 */
public interface Session extends AutoCloseable {

    /** The server's number for this session. */
    long id();

    /**
     * Runs a query. In a text with arguments each {@code ?} is a placeholder; a text without arguments goes to the server as
     * it is. Texts and nulls take the type that the server expects in their place.
     */
    <T> List<T> query(String sql, Function<Row, T> reader, @Nullable Object... arguments);

    /** The number of rows a statement with arguments changed. */
    long update(String sql, @Nullable Object... arguments);

    /** Runs a statement exactly as written, COPY with its data lines included; nothing in it is a placeholder. Returns the rows it changed. */
    long execute(String sql);

    /**
     * Runs the work in one transaction under the budget: commits when it returns, rolls back when it throws.
     *
     * @throws DatabaseFailure.Fatal when the work ended the transaction itself, or went on after a failed statement
     * @throws DatabaseFailure.OutcomeUnknown when the connection broke during the commit
     */
    <T> T inTransaction(LockBudget budget, Function<Session, T> work);

    /** Runs a statement outside any transaction under the budget, and puts the settings back. */
    void alone(LockBudget budget, String sql);

    /**
     * Limits the helpers, processes or threads beside the session's own, that the server may start for one of its statements. Of no
     * effect where it starts none, or cannot be told.
     */
    default void limitHelpers(int most) {}

    /** Takes a session lock if it is free, never waiting; the name may be any text. */
    boolean tryLock(String name);

    /** Whether this session still holds the lock of that name. */
    boolean holdsLock(String name);

    void unlock(String name);

    /** Ends the statement that is running in this session; callable from another thread. */
    void cancel();

    boolean isOpen();

    @Override
    void close();

    /** One row of a result; columns count from 1. Reading a NULL by anything but {@link #isNull} is a mistake of the caller and fails. */
    interface Row {
        String text(int column);

        boolean isNull(int column);

        long number(int column);

        boolean truth(int column);

        java.time.Instant instant(int column);

        List<String> texts(int column);
    }
}
