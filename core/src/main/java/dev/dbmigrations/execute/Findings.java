package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.RunState;
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
    static MigrationException notReady(Plan plan, List<Questions.Found> found) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(plan.migration().path()));
        found.forEach(f -> facts.add(new Fact("found", text(f))));
        facts.add(Fact.state("nothing was changed"));
        facts.add(Fact.next(repairs(found) + "\nthen: db-migrations up"));
        String what = "the data is not ready for " + plan.migration().label();
        return new MigrationException(NOT_READY, Kind.USER_MUST_ACT, ExitCode.FINDINGS, what, facts);
    }

    /** After rows were moved. */
    static MigrationException notProved(StepPlace place, Questions.Found found, RunState state) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                NOT_PROVED,
                "could not " + place.step().facts().title() + ": there are rows that should not be",
                Fact.at(place.where()),
                new Fact("found", text(found)),
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

    /** {@code 3 × NULL in public.users.email; for example 17, 21, 40}. */
    private static String text(Questions.Found found) {
        String text = found.rows() + " × " + found.check().condition();
        return found.examples().isEmpty() ? text : text + "; for example " + String.join(", ", found.examples());
    }

    private static String repairs(List<Questions.Found> found) {
        return found.stream().map(f -> f.check().repair()).distinct().collect(Collectors.joining("\n"));
    }
}
