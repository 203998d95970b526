package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.DatabaseFailure;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failure of PostgreSQL means to the caller (error codes: PostgreSQL 18, appendix A).
 *
 * <p>A statement that ran too long or was cancelled is {@code Fatal} with the state {@value #CANCELLED}.
 */
public final class DatabaseFailures {

    /** Cancelled by the statement timeout or by somebody. */
    public static final String CANCELLED = "57014";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String COMPLETION_UNKNOWN = "40003";
    private static final Set<String> RETRYABLE = Set.of("40000", "40001", "40P01", "53300", "57P03");

    /** Shutdowns, and the timeouts by which the server ends a whole session. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P05", "25P03", "25P04");

    private DatabaseFailures() {}

    /**
     * @param committing whether the server may have made something permanent before the failure: during COMMIT, or
     *     during a statement that commits by itself
     */
    public static DatabaseFailure translate(SQLException failure, boolean committing) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String message = message(failure);
        if (isConnectionLost(state)) {
            return committing
                    ? new DatabaseFailure.OutcomeUnknown(message, state, failure)
                    : new DatabaseFailure.NoConnection(message, state, failure);
        }
        if (state.equals(COMPLETION_UNKNOWN)) {
            return new DatabaseFailure.OutcomeUnknown(message, state, failure);
        }
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            return new DatabaseFailure.LockNotGranted(message, state, failure);
        }
        if (RETRYABLE.contains(state) || isConcurrentCatalogUpdate(state, message)) {
            return new DatabaseFailure.Retryable(message, state, failure);
        }
        return new DatabaseFailure.Fatal(message, state, position(failure), failure);
    }

    static boolean isConnectionLost(String state) {
        return state.startsWith("08") || SESSION_ENDED.contains(state);
    }

    /** Two sessions changed the same catalog row: no code of its own, but it passes. */
    private static boolean isConcurrentCatalogUpdate(String state, String message) {
        return state.equals("XX000") && message.startsWith("tuple concurrently ");
    }

    /** The server's message, and below it what it adds, each on a line. */
    static String message(SQLException failure) {
        ServerErrorMessage server = server(failure);
        if (server == null) {
            return String.valueOf(failure.getMessage());
        }
        StringBuilder text = new StringBuilder(String.valueOf(server.getMessage()));
        append(text, "Detail: ", server.getDetail());
        append(text, "Hint: ", server.getHint());
        append(text, "Where: ", server.getWhere());
        return text.toString();
    }

    private static void append(StringBuilder text, String label, @Nullable String more) {
        if (more != null) {
            text.append('\n').append(label).append(more);
        }
    }

    private static int position(SQLException failure) {
        ServerErrorMessage server = server(failure);
        return server == null ? 0 : server.getPosition();
    }

    private static @Nullable ServerErrorMessage server(SQLException failure) {
        return failure instanceof PSQLException own ? own.getServerErrorMessage() : null;
    }
}
