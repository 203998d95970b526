package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;

/** The clean end that was asked for. */
final class Stopped {
    static final String CODE = "DBM-6130";

    private Stopped() {}

    static void check(StopSignal stop, String resumeWith) {
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
