package dev.dbmigrations.verify;

import static dev.dbmigrations.MigrationException.Fact.at;
import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** The failures of comparing two tables, as they are told to a person: DBM-2701 to DBM-2707. */
final class VerifyFailures {
    private static final String BACK = "or take back what was done: db-migrations down";

    private VerifyFailures() {}

    static MigrationException stillDifferent(Step.CompareTables step, int passes, List<String> examples) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-2701",
                target(step) + " does not keep in step with " + source(step),
                place(step),
                new Fact("rows", examples.isEmpty() ? "without a key in common" : String.join("\n", examples)),
                why("rows differed in each of " + passes + " passes, though they were written again after each:"
                        + " something writes past the triggers, or a value does not survive its conversion"),
                unharmed(step),
                next("find out what writes these rows, then: db-migrations up\n" + BACK));
    }

    static MigrationException tooManyWithoutKey(Step.CompareTables step, Answer found) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-2702",
                target(step) + " does not hold the rows of " + source(step),
                place(step),
                new Fact("rows", found.sourceRows() + " against " + found.targetRows()),
                why("without a key that orders both tables alike, nobody can say which of them differ"),
                unharmed(step),
                next("take back what was done: db-migrations down"));
    }

    static MigrationException notMended(Step.CompareTables step, DatabaseFailure.Fatal failure) {
        return MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-2703",
                        "rows of " + target(step) + " that differ cannot be written again",
                        place(step),
                        why(String.valueOf(failure.getMessage())),
                        unharmed(step),
                        next("mend it, then: db-migrations up\n" + BACK))
                .causedBy(failure);
    }

    static MigrationException notCompared(Step.CompareTables step, DatabaseFailure.Fatal failure) {
        return MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-2704",
                        source(step) + " and " + target(step) + " cannot be compared",
                        place(step),
                        why(failure.getMessage() + " (" + failure.state() + ")"),
                        unharmed(step),
                        next("mend it, then: db-migrations up\n" + BACK))
                .causedBy(failure);
    }

    static MigrationException outOfPatience(Step.CompareTables step, DatabaseFailure failure) {
        boolean locked = failure instanceof DatabaseFailure.LockNotGranted;
        return MigrationException.retryable(
                        locked ? ExitCode.LOCK_NOT_OBTAINED : ExitCode.FAILED,
                        "DBM-2705",
                        "rows of " + source(step) + " stay out of reach",
                        place(step),
                        why(String.valueOf(failure.getMessage())),
                        unharmed(step),
                        next("end the session that holds them, then: db-migrations up"))
                .causedBy(failure);
    }

    static MigrationException incomplete(Step.CompareTables step) {
        return new MigrationException(
                "DBM-2706",
                Kind.BUG,
                ExitCode.FAILED,
                "not every row of " + source(step) + " has been compared",
                List.of(
                        place(step),
                        why("the workers ended without an error, yet ranges are missing"),
                        unharmed(step),
                        next("go on with: db-migrations up   (and please report this)")));
    }

    static MigrationException noTable(Step.CompareTables step, TableName name) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-2707",
                "there is no table " + name,
                place(step),
                why("it was there when the plan was made: somebody has dropped or renamed it"),
                state("nothing was contracted"),
                next("bring it back, or take back the migration: db-migrations down"));
    }

    private static TableName source(Step.CompareTables step) {
        return step.pair().source().walk().table();
    }

    private static TableName target(Step.CompareTables step) {
        return step.pair().target().walk().table();
    }

    private static Fact place(Step.CompareTables step) {
        return at(step.facts().origin() + "   (" + step.facts().title() + ")");
    }

    private static Fact unharmed(Step.CompareTables step) {
        return state("clients use " + source(step) + " as before; nothing was contracted");
    }
}
