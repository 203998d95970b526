package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.cli.Failure;
import java.util.Optional;

/** From which weight on a finding makes a command fail. */
enum FailOn {
    INFO,
    WARNING,
    ERROR,
    NEVER;

    static final String DESCRIPTION = "Exit with 3 from this severity on: info, warning, error (the default) or never.";

    /** What was typed, else what is set. */
    static FailOn of(Optional<FailOn> typed, Severity set) {
        return typed.orElseGet(() -> valueOf(set.name()));
    }

    boolean includes(Severity severity) {
        return this != NEVER && severity.compareTo(Severity.valueOf(name())) >= 0;
    }

    static Failure found(long issues, String next) {
        return new Failure(MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-9020",
                InWords.count(issues, "finding") + " at or above the level that fails",
                Fact.why("see above"),
                Fact.state("nothing was changed"),
                Fact.next(next)));
    }
}
