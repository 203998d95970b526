package dev.dbmigrations.history;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;

/** The end of a runner that is not the one runner any more, whichever of lock and journal notices first. */
public final class TakenOver {

    private TakenOver() {}

    public static MigrationException failure() {
        return MigrationException.userMustAct(
                ExitCode.LOCK_NOT_OBTAINED,
                "DBM-6002",
                "this process is no longer the one runner",
                Fact.why("its connection to the database was lost, and another runner has or may have taken over"),
                Fact.state("nothing more was begun from here; what was done before is recorded"),
                Fact.next("db-migrations status, then: db-migrations up"));
    }
}
