package dev.dbmigrations.backfill;

import static dev.dbmigrations.MigrationException.Fact.at;
import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The failures of moving rows, as they are told to a person: DBM-2601 to DBM-2606. */
final class RowFailures {

    private RowFailures() {}

    /** Whether the server blames a value: classes 22 (data exception) and 23 (constraint) of the SQL standard, or the user's own. */
    static boolean isAboutARow(DatabaseFailure.Fatal failure) {
        String state = failure.state();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("P0") || state.startsWith("45");
    }

    static MigrationException failed(
            Step.MoveRows step, KeyRange suspect, String progress, DatabaseFailure.Fatal failure) {
        return MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-2601",
                        "rows of " + step.work().driver() + " cannot be changed",
                        place(step),
                        new Fact("rows", described(step, suspect)),
                        why(String.valueOf(failure.getMessage())),
                        state(progress + "; the batch with these rows changed nothing"),
                        next("mend the rows, then: db-migrations up   (or give up with: db-migrations down)"))
                .causedBy(failure);
    }

    static MigrationException outOfPatience(Step.MoveRows step, Batch batch, String progress, DatabaseFailure failure) {
        ExitCode exit =
                failure instanceof DatabaseFailure.LockNotGranted ? ExitCode.LOCK_NOT_OBTAINED : ExitCode.FAILED;
        return MigrationException.retryable(
                        exit,
                        "DBM-2602",
                        "rows of " + step.work().driver() + " stay out of reach after "
                                + batch.trouble().attempts() + " attempts",
                        place(step),
                        new Fact("rows", described(step, batch.range())),
                        why(String.valueOf(failure.getMessage())),
                        state(progress),
                        next("end the session that holds them, then: db-migrations up"))
                .causedBy(failure);
    }

    /** Rows without a key may be met twice, and this statement must not. */
    static MigrationException needsKey(Step.MoveRows step) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-2603",
                step.work().driver() + " has no key by which each row could be changed exactly once",
                place(step),
                why("a row without a key can only be found by its place, and it changes its place when it is changed"),
                state("no row has been moved"),
                next("add a primary key, or a unique key of NOT NULL columns, then: db-migrations plan"));
    }

    static MigrationException incomplete(Step.MoveRows step, String progress) {
        return new MigrationException(
                "DBM-2604",
                Kind.BUG,
                ExitCode.FAILED,
                "the journal does not show every row of " + step.work().driver() + " as moved",
                List.of(
                        place(step),
                        why("the workers ended without an error, yet ranges are missing"),
                        state(progress),
                        next("go on with: db-migrations up   (and please report this)")));
    }

    static MigrationException noTable(Step.MoveRows step) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-2605",
                "there is no table " + step.work().driver(),
                place(step),
                why("it was there when the plan was made: somebody has dropped or renamed it"),
                state("no row has been moved by this call"),
                next("bring it back, or take back the migration: db-migrations down"));
    }

    static MigrationException earlierSession() {
        return MigrationException.retryable(
                ExitCode.LOCK_NOT_OBTAINED,
                "DBM-2606",
                "a session of an earlier attempt is still at work",
                why("it may yet commit rows, so nothing can be known about them before it has ended"),
                state("what is recorded in the journal is done; nothing else was changed by this call"),
                next("end the session named \"db-migrations rows\", then: db-migrations up"));
    }

    private static Fact place(Step.MoveRows step) {
        return at(step.facts().origin() + "   (" + step.facts().title() + ")");
    }

    private static String described(Step.MoveRows step, KeyRange range) {
        List<String> key = step.work().key();
        if (key.isEmpty()) {
            return "in pages " + (range.from().isEmpty() ? "0" : range.from().getFirst()) + " to "
                    + range.to().getFirst();
        }
        String from = range.from().isEmpty() ? "from the first" : "after " + named(key, range.from());
        return from + " up to " + named(key, range.to());
    }

    private static String named(List<String> key, List<String> values) {
        return IntStream.range(0, key.size())
                .mapToObj(i -> key.get(i) + " = " + values.get(i))
                .collect(Collectors.joining(", "));
    }
}
