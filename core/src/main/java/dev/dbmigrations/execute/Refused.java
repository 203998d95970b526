package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.history.RunName;
import dev.dbmigrations.plan.Plan;
import java.util.List;

/** Runs that are not begun or gone on with, told to a person. */
final class Refused {
    private Refused() {}

    static MigrationException stale(Plan plan, String because) {
        return MigrationException.userMustAct(
                ExitCode.DRIFT,
                "DBM-6020",
                "the plan for " + plan.migration().label() + " no longer fits the database",
                Fact.at(plan.migration().path()),
                Fact.why(because),
                Fact.state("nothing was changed"),
                Fact.next("look at the new plan: db-migrations plan, then: db-migrations up"));
    }

    static MigrationException strangers(Plan plan, List<String> strangers) {
        return MigrationException.userMustAct(
                ExitCode.DRIFT,
                "DBM-6024",
                "somebody else has changed a table of " + plan.migration().label() + " since it was begun",
                Fact.at(plan.migration().path()),
                Fact.why(String.join("\n", strangers) + "\nit would be lost with the old shape"),
                Fact.state("old and new shape are both there and in step; nothing was taken away"),
                Fact.next(
                        "undo that change, then: db-migrations up"
                                + "\nor take the migration back and run it again on the table as it is: db-migrations down, then: db-migrations up"));
    }

    static MigrationException unknown(String run) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-6013",
                "there is no run " + run,
                Fact.why("the journal of this database has no such run"),
                Fact.state("nothing was changed"),
                Fact.next("db-migrations status"));
    }

    static MigrationException over(String run, String how) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-6014",
                "the run " + run + " is over",
                Fact.why("it has been " + how),
                Fact.state("nothing was changed"),
                Fact.next("db-migrations status"));
    }

    /** A rollback that was begun is finished first: half of two directions is neither. */
    static MigrationException rollingBack(String run) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-6030",
                RunName.migration(run) + " is being taken back, so it cannot be carried on",
                Fact.why("a rollback of " + run + " was begun and has not finished"),
                Fact.state("some of its steps are undone, the others are still done"),
                Fact.next("finish it: db-migrations down, then: db-migrations up"));
    }

    static MigrationException changed(String run, String path) {
        return MigrationException.userMustAct(
                ExitCode.DRIFT,
                "DBM-6012",
                RunName.migration(run) + " has changed since its run was begun",
                Fact.at(path),
                Fact.why("the run " + run + " carries out another text than the file has now"),
                Fact.state("nothing was changed just now; what the run did before stays"),
                Fact.next("put the old text back, then: db-migrations up"
                        + "\nor take back what was done: db-migrations down, then: db-migrations up"));
    }
}
