package dev.dbmigrations;

/** What the program tells the shell: one number per kind of ending, stable for scripts. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    /** Wrong usage or configuration. */
    USAGE(2),
    /** Validation or analysis found something at or above the level that fails. */
    FINDINGS(3),
    PENDING(4),
    DRIFT(5),
    LOCK_NOT_OBTAINED(6),
    /** A rollback failed: a person must act. */
    ROLLBACK_FAILED(7),
    NO_CONNECTION(8),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
