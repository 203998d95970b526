package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;

/** The clean end that was asked for. */
public final class Stopped {
    static final String CODE = "DBM-6130";

    private Stopped() {}

    /** Ends the work, if that was asked for, with {@code DBM-6130}. */
    public static void check(StopSignal stop, String resumeWith) {
        if (stop.isRequested()) {
            throw exception(resumeWith);
        }
    }

    static MigrationException exception(String resumeWith) {
        return MigrationException.retryable(
                ExitCode.INTERRUPTED,
                CODE,
                "stopped as asked",
                Fact.state("the transaction at work was rolled back; what was done before is recorded"),
                Fact.next("to go on: " + resumeWith));
    }
}
