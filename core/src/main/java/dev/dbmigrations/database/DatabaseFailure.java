package dev.dbmigrations.database;

import org.jspecify.annotations.Nullable;

/** A failure of the server or the way to it, named by what the caller may do. */
public abstract sealed class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String state;

    /**
     * @param message the server's own words
     * @param state the server's code for it (SQLSTATE or error number)
     */
    DatabaseFailure(String message, String state, @Nullable Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    /** The server's code. */
    public String state() {
        return state;
    }

    /** The same again, from the start of the transaction, may succeed: deadlock, serialization, shutdown of a replica. */
    public static final class Retryable extends DatabaseFailure {
        private static final long serialVersionUID = 1;

        public Retryable(String message, String state, Throwable cause) {
            super(message, state, cause);
        }
    }

    /** The lock budget ran out. Nothing changed; try again later. */
    public static final class LockNotGranted extends DatabaseFailure {
        private static final long serialVersionUID = 1;

        public LockNotGranted(String message, String state, Throwable cause) {
            super(message, state, cause);
        }
    }

    /** The connection is gone, or never was, at a moment when nothing of ours was being committed. */
    public static final class NoConnection extends DatabaseFailure {
        private static final long serialVersionUID = 1;

        public NoConnection(String message, String state, Throwable cause) {
            super(message, state, cause);
        }
    }

    /** Nobody can say whether the transaction or statement took effect: look at the catalog and the journal. */
    public static final class OutcomeUnknown extends DatabaseFailure {
        private static final long serialVersionUID = 1;

        public OutcomeUnknown(String message, String state, Throwable cause) {
            super(message, state, cause);
        }
    }

    /** The statement is wrong for this database; trying again changes nothing. */
    public static final class Fatal extends DatabaseFailure {
        private static final long serialVersionUID = 1;
        private final int position;

        /**
         * @param position where in the statement, from 1, or 0 when the server did not say
         */
        public Fatal(String message, String state, int position, @Nullable Throwable cause) {
            super(message, state, cause);
            this.position = position;
        }

        public int position() {
            return position;
        }
    }
}
