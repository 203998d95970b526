package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Failures of steps, told to a person. */
final class Explain {
    static final String STATEMENT_FAILED = "DBM-6101";
    static final String LOCK_NOT_GRANTED = "DBM-2107";
    private static final int LONGEST_LINE = 160;

    private Explain() {}

    /**
     * @param sql the statement the server refused
     * @param left what is left of the step itself
     */
    static MigrationException statement(
            StepPlace place, String sql, DatabaseFailure.Fatal failure, String left, RunState state) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(place.where()));
        facts.add(Fact.why(failure.getMessage() + (failure.state().isEmpty() ? "" : " (" + failure.state() + ")")));
        facts.add(new Fact("sql", excerpt(sql, failure.position())));
        facts.add(Fact.state(Next.state(left, state)));
        facts.add(Fact.next(Next.afterMending(state)));
        return new MigrationException(
                        STATEMENT_FAILED,
                        Kind.USER_MUST_ACT,
                        ExitCode.FAILED,
                        "the server refused to " + place.step().facts().title(),
                        facts)
                .causedBy(failure);
    }

    /** The line of the statement in which the server saw the mistake, a caret below it; the first line when it did not say. */
    private static String excerpt(String sql, int position) {
        int offset = Math.max(0, Math.min(sql.length(), position) - 1);
        int start = sql.lastIndexOf('\n', offset - 1) + 1;
        int end = sql.indexOf('\n', offset);
        String line = sql.substring(start, end < 0 ? sql.length() : end);
        int column = offset - start;
        if (line.length() > LONGEST_LINE) {
            int cut = Math.max(0, Math.min(column - LONGEST_LINE / 2, line.length() - LONGEST_LINE));
            line = line.substring(cut, cut + LONGEST_LINE);
            column -= cut;
        }
        return position == 0 ? line : line + "\n" + " ".repeat(Math.max(0, column)) + "^";
    }

    /** For a step that waited in a transaction, and so changed nothing. */
    static MigrationException lockNotGranted(Optional<StepPlace> place, LockWait wait, RunState state) {
        return lockNotGranted(place, wait, "this step changed nothing", state);
    }

    /**
     * @param left what is left of the step
     */
    static MigrationException lockNotGranted(Optional<StepPlace> place, LockWait wait, String left, RunState state) {
        List<Fact> facts = new ArrayList<>();
        place.ifPresent(p -> facts.add(Fact.at(p.where())));
        facts.add(new Fact("held by", holders(wait.blockers())));
        facts.add(Fact.state(Next.state(left, state)));
        facts.add(Fact.next((wait.blockers().isEmpty() ? "" : "end that session, then: ") + Next.again(state)));
        String what = place.map(p -> p.step().facts().title()).orElse("write the journal");
        return new MigrationException(
                LOCK_NOT_GRANTED,
                Kind.RETRYABLE,
                ExitCode.LOCK_NOT_OBTAINED,
                "could not " + what + ": no lock" + on(place) + " within " + words(wait.waited()) + ", in "
                        + wait.attempt() + (wait.attempt() == 1 ? " attempt" : " attempts"),
                facts);
    }

    private static String on(Optional<StepPlace> place) {
        return place.flatMap(p -> p.step().facts().impact().tables().stream().findFirst())
                .map(table -> " on " + table)
                .orElse("");
    }

    static String holders(List<Blocker> blockers) {
        if (blockers.isEmpty()) {
            return "nobody any more, or nobody we may see";
        }
        List<String> lines = blockers.stream().map(Explain::holder).toList();
        return String.join("\n", lines);
    }

    /** {@code pid 8123 "reporting" of app, idle in transaction for 14 min}. */
    static String holder(Blocker blocker) {
        return "pid %d \"%s\" of %s, %s for %s"
                .formatted(
                        blocker.sessionId(),
                        blocker.application(),
                        blocker.user(),
                        blocker.state(),
                        words(blocker.since()));
    }

    static String words(Duration duration) {
        if (duration.toMinutes() >= 2) {
            return duration.toMinutes() + " min";
        }
        return duration.toSeconds() >= 2 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    static MigrationException notAsExpected(StepPlace place, String query, RunState state) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-6105",
                "the server accepted the statement, but what it should have made is not there: "
                        + place.step().facts().title(),
                Fact.at(place.where()),
                Fact.why("this was asked, and the answer was no:\n" + query),
                Fact.state("the step is not recorded as done; " + Next.done(state)),
                Fact.next("look at the database; then db-migrations up, or db-migrations down"));
    }

    static MigrationException writersAreFaster(StepPlace place, long backlog, RunState state) {
        return MigrationException.retryable(
                ExitCode.FAILED,
                "DBM-6106",
                "the second table does not catch up: clients change rows faster than they are brought over",
                Fact.at(place.where()),
                Fact.why("some " + backlog + " changes wait to be brought over, and their number does not fall"),
                Fact.state("nothing is lost, what changes goes on being noted; " + Next.done(state)),
                Fact.next("db-migrations up when fewer rows are written; or db-migrations down"));
    }

    static MigrationException connectionKeepsBreaking(DatabaseFailure failure) {
        return MigrationException.retryable(
                        ExitCode.NO_CONNECTION,
                        "DBM-6104",
                        "the connection breaks again and again at the same point",
                        Fact.why(String.valueOf(failure.getMessage())),
                        Fact.state("what was done before is recorded"),
                        Fact.next("look into the server's log; then: db-migrations up"))
                .causedBy(failure);
    }
}
