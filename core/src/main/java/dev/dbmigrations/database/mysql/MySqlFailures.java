package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.DatabaseFailure;
import java.sql.SQLException;
import java.util.Set;

/**
 * What a failure of MySQL or MariaDB means to the caller. The state of a failure is the server's error number, which says
 * more than its SQLSTATE (MySQL 8.0 and MariaDB error references).
 */
final class MySqlFailures {

    /** {@code ER_LOCK_WAIT_TIMEOUT}: a metadata lock or a row lock; the statement did nothing. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** Deadlock; table definition changed; record changed since it was read (MariaDB); too many connections. */
    private static final Set<Integer> RETRYABLE = Set.of(1213, 1412, 1020, 1040, 1203, 1226);

    /** Deadlock; table definition changed; record changed since it was read: of the numbers above, those at once tried again. */
    private static final Set<String> LOST_AGAINST_ANOTHER = Set.of("1213", "1412", "1020");

    /** Shutdown, killed connection, gone away, lost during query. */
    private static final Set<Integer> CONNECTION_LOST = Set.of(1053, 1152, 1184, 1927, 2006, 2013, 4031);

    private MySqlFailures() {}

    /**
     * @param committing whether the server may have made something permanent before the failure: during COMMIT, or
     *     during a statement that commits by itself
     */
    static DatabaseFailure translate(SQLException failure, boolean committing) {
        int number = failure.getErrorCode();
        String state = number == 0 ? String.valueOf(failure.getSQLState()) : String.valueOf(number);
        String message = message(failure);
        if (isConnectionLost(failure)) {
            return committing
                    ? new DatabaseFailure.OutcomeUnknown(message, state, failure)
                    : new DatabaseFailure.NoConnection(message, state, failure);
        }
        if (number == LOCK_WAIT_TIMEOUT) {
            return new DatabaseFailure.LockNotGranted(message, state, failure);
        }
        if (RETRYABLE.contains(number)) {
            return new DatabaseFailure.Retryable(message, state, failure);
        }
        return new DatabaseFailure.Fatal(message, state, 0, failure);
    }

    /** Whether another session was quicker, and the server gave this statement up without having done anything of it. */
    static boolean hasLostAgainstAnother(DatabaseFailure.Retryable failure) {
        return LOST_AGAINST_ANOTHER.contains(failure.state());
    }

    static boolean isConnectionLost(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return CONNECTION_LOST.contains(failure.getErrorCode()) || state.startsWith("08");
    }

    /** The server's words without the driver's {@code (conn=12) } before them. */
    static String message(SQLException failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
    }
}
