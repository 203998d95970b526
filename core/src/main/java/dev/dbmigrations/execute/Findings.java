package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Data that is not as a plan needs it, told to a person. */
final class Findings {
    static final String NOT_READY = "DBM-6021";
    static final String NOT_PROVED = "DBM-6022";

    private Findings() {}

    /** Before the first step. */
    static MigrationException notReady(Plan plan, List<Asking.Found> found) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(plan.migration().path()));
        found.forEach(f -> tell(f, facts));
        facts.add(Fact.state("nothing was changed"));
        facts.add(Fact.next(repairs(found) + "\nthen: db-migrations up"));
        String what = "the data is not ready for " + plan.migration().label();
        return new MigrationException(NOT_READY, Kind.USER_MUST_ACT, ExitCode.FINDINGS, what, facts);
    }

    /** After rows were moved. */
    static MigrationException notProved(StepPlace place, Asking.Found found, RunState state) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                NOT_PROVED,
                "could not " + place.step().facts().title() + ": there are rows that should not be",
                Fact.at(place.where()),
                new Fact("found", Asking.text(found)),
                Fact.state("nothing was contracted; " + Next.done(state)),
                Fact.next(repairs(List.of(found)) + "\nthen: db-migrations up"
                        + "\nor take back what was done: db-migrations down"));
    }

    static MigrationException cannotAsk(String where, DataCheck check, DatabaseFailure.Fatal failure) {
        return MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-6023",
                        "a check of the data could not be made: " + check.condition(),
                        Fact.at(where),
                        Fact.why(failure.getMessage() + " (" + failure.state() + ")"),
                        new Fact("sql", check.countSql()),
                        Fact.state("nothing was changed by the check"),
                        Fact.next("mend it, then: db-migrations up"))
                .causedBy(failure);
    }

    /** Behind the last step, or before the old shape goes. */
    static MigrationException afterwards(Plan plan, List<Asking.Found> found, RunState state) {
        boolean applied = state.standing().stage() == Standing.Stage.COMPLETED;
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(plan.migration().path()));
        found.forEach(f -> tell(f, facts));
        facts.add(Fact.state(
                applied
                        ? plan.migration().label() + " is applied, and its rows are as the check found them"
                        : "nothing was contracted; " + Next.done(state)));
        facts.add(Fact.next(
                "db-migrations down (to go back)" + (applied ? "" : "\nor mend the rows, then: db-migrations up")));
        String what = plan.migration().label() + " has left data that its own check does not allow";
        return new MigrationException(Execution.OWN_CHECK, Kind.USER_MUST_ACT, ExitCode.FINDINGS, what, facts);
    }

    /** What a run that is over must not leave behind. */
    static MigrationException leftBehind(Plan plan, List<String> found, List<String> next) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(plan.migration().path()));
        found.forEach(f -> facts.add(new Fact("found", f)));
        facts.add(Fact.state(plan.migration().label() + " is applied; its steps are done and recorded"));
        facts.add(Fact.next(next.stream().distinct().collect(Collectors.joining("\n"))));
        String what = plan.migration().label() + " is done, and the database is not as its plan should leave it";
        return new MigrationException("DBM-6026", Kind.USER_MUST_ACT, ExitCode.FAILED, what, facts);
    }

    private static void tell(Asking.Found found, List<Fact> facts) {
        facts.add(new Fact("found", Asking.text(found)));
        if (!found.check().listSql().isEmpty()) {
            facts.add(new Fact("list", found.check().listing()));
        }
    }

    private static String repairs(List<Asking.Found> found) {
        return found.stream().map(f -> f.check().repair()).distinct().collect(Collectors.joining("\n"));
    }
}
