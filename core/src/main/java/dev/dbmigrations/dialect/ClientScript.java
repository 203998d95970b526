package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.Optional;

/**
 * How a shell script gives work to the client program that the vendor brings along. Pure text.
 *
 * <p>The functions that it brings for bash: {@code find_client}, {@code url_setting}, {@code connect}, {@code place}, {@code
 * opening}, {@code send}, {@code readable}, {@code is_lock_failure}, {@code is_connection_failure} and {@code dump_to}, and the
 * constants {@code USUAL_PORT}, {@code CONNECTION_FROM} and {@code REFUSED_STEP}.
 */
public interface ClientScript {

    /** The functions, for scripts about tables of ours in that schema. */
    String functions(String schema);

    /** The names of the programs, in words. */
    String programs();

    /** What they take the connection from, in words. */
    String variables();

    /** Why the client program cannot be given the statement; empty when it can. */
    Optional<String> obstacle(String sql);

    /** A statement with what ends it, as the client program reads it. */
    String statement(String sql);

    /** What a session of the script knows, as an expression. */
    String value(Value value);

    /** What a session of the script knows. */
    enum Value {
        /** The name of the run. */
        RUN,
        /** Who does it. */
        WHO,
        /** How many milliseconds the step has taken so far. */
        STEP_MILLISECONDS,
        /** How many all steps have. */
        ALL_MILLISECONDS
    }

    /**
     * Statements that take the locks of a runner for the rest of the session and fail with the words {@code
     * db_migrations_refuses} and {@code busy}, {@code order} or {@code flight} when the work must not be done.
     */
    String guard(Guard guard);

    /**
     * @param runnerLock the name of the lock that the one runner holds
     * @param workLock the name of the lock that its work holds
     * @param inOrder a condition that must hold, else {@code order} is told
     * @param inFlight a condition that must not hold, else {@code flight} is told
     */
    record Guard(String runnerLock, String workLock, String inOrder, String inFlight) {}

    /**
     * Statements that open a transaction.
     *
     * @param lockWait how long it may wait for a lock; zero without end
     * @param atMost how long one of its statements may take; zero without end
     */
    String begin(Duration lockWait, Duration atMost);

    String commit();

    /** Statements that set the limits of a session for a statement outside a transaction. */
    String limits(Duration lockWait, Duration atMost);

    /** The limit for locks that the server is really given, in words. */
    String lockWait(Duration asked);

    /** A query that gives 1 when there is such a table. */
    String isThere(TableName table);

    /** The table as the program that dumps it is told of it; empty when it cannot be. */
    Optional<String> dumpName(TableName table, String schema);
}
