package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.Asking;
import dev.dbmigrations.execute.StopSignal;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.schema.TableName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What {@code validate} asks of the rows and the catalog of a live database, changing nothing. */
final class LiveData {
    private final Workbench bench;

    LiveData(Workbench bench) {
        this.bench = bench;
    }

    /** Rows that would stop a migration before its first step; empty when there are none. */
    Optional<MigrationException> ask(Migration.Id migration, DataCheck check) {
        Asking asking = new Asking(
                bench.database().dialect(),
                new Asking.Manners(
                        bench.options().running().batches().pace(),
                        Clock.systemUTC(),
                        time -> new StopSignal().pause(time),
                        note -> {}),
                question -> question.apply(bench.session()));
        try {
            return asking.ask(check).map(found -> problem(migration, found));
        } catch (DatabaseFailure.Fatal failure) {
            return Optional.of(cannotAsk(migration, check, failure));
        }
    }

    private static MigrationException problem(Migration.Id migration, Asking.Found found) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(migration.path()));
        if (!found.examples().isEmpty()) {
            facts.add(Fact.why("for example " + String.join("; ", found.examples())));
        }
        if (!found.check().listSql().isEmpty()) {
            facts.add(new Fact("list", found.check().listing()));
        }
        facts.add(Fact.state("nothing was changed"));
        facts.add(Fact.next(found.check().repair()));
        String what = found.rows() + " × " + found.check().condition();
        return new MigrationException("DBM-2201", Kind.USER_MUST_ACT, ExitCode.FINDINGS, what, facts);
    }

    private static MigrationException cannotAsk(Migration.Id migration, DataCheck check, DatabaseFailure failure) {
        return MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-2202",
                        "a check of the data could not be made: " + check.condition(),
                        Fact.at(migration.path()),
                        Fact.why(String.valueOf(failure.getMessage())),
                        new Fact("sql", check.countSql()),
                        Fact.state("nothing was changed"),
                        Fact.next("mend it, then: db-migrations validate"))
                .causedBy(failure);
    }

    /** What will soon be in the way of the tables, though it stops nothing today. */
    List<MigrationException> foresee(Collection<TableName> tables) {
        List<MigrationException> soon = new ArrayList<>();
        if (tables.isEmpty()) {
            return soon;
        }
        Session session = bench.session();
        for (String sql : bench.database().dialect().inspection().before(tables)) {
            session.query(sql, row -> List.of(row.text(1), row.text(2)))
                    .forEach(found -> soon.add(MigrationException.userMustAct(
                            ExitCode.DONE,
                            "DBM-2203",
                            found.getFirst(),
                            Fact.state("it stops nothing today"),
                            Fact.next(found.getLast()))));
        }
        return soon;
    }
}
