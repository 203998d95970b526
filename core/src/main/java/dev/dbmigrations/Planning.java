package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.execute.PatientLook;
import dev.dbmigrations.parse.SyntaxProblem;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Planner;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.SchemaObject;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** From migrations as written to plans for the live database. */
final class Planning {
    private final Workbench bench;
    private final PlanningOptions options;
    private final PatientLook look;

    /**
     * @param look how patiently tables are looked at that somebody is changing
     */
    Planning(Workbench bench, PlanningOptions options, PatientLook look) {
        this.bench = bench;
        this.options = options;
        this.look = look;
    }

    /** The plan for the database as it is now. */
    Plan plan(Migration migration) {
        Set<TableName> names = names(List.of(migration));
        return look.at(names, () -> plan(migration, bench.database().catalog().read(names)));
    }

    /** The plans of several migrations, each on what those before it will leave behind. */
    List<Plan> plans(List<Migration> migrations) {
        List<Plan> plans = new ArrayList<>();
        oneByOne(migrations, (migration, plan) -> plans.add(plan.get()));
        return plans;
    }

    /** Each on what those before it will leave behind, whether those can be planned or not. */
    void oneByOne(List<Migration> migrations, BiConsumer<Migration, Supplier<Plan>> each) {
        Schema schema = look(migrations);
        SchemaAfter evolution = new SchemaAfter(bench.database().dialect().names());
        for (Migration migration : migrations) {
            Schema before = schema;
            each.accept(migration, () -> look.at(names(List.of(migration)), () -> plan(migration, before)));
            for (Statement statement : migration.statements()) {
                for (Change change : statement.changes()) {
                    schema = evolution.after(schema, change);
                }
            }
        }
    }

    /** The tables that the migrations are about, as they are now. */
    Schema look(List<Migration> migrations) {
        Set<TableName> names = names(migrations);
        return look.at(names, () -> bench.database().catalog().read(names));
    }

    /** The plan for tables as they were looked at. */
    Plan plan(Migration migration, Schema schema) {
        Set<TableName> tables = new TreeSet<>();
        TouchedTables.of(migration.statements()).forEach(t -> tables.add(schema.resolve(t)));
        Plan.Basis basis = new Plan.Basis(
                bench.database().dialect().version().toString(),
                bench.database().catalog().fingerprint(schema),
                List.copyOf(tables),
                SchemaObject.of(schema));
        try {
            return new Planner(bench.server(), options).plan(options.asked(migration), basis, schema);
        } catch (PlanRefused refused) {
            throw refused(migration, refused);
        }
    }

    private static Set<TableName> names(Collection<Migration> migrations) {
        Set<TableName> names = new TreeSet<>();
        migrations.forEach(m -> names.addAll(TouchedTables.of(m.statements())));
        return names;
    }

    /** What has changed on the plan's tables since it was made. */
    Optional<String> staleBecause(Plan plan, Migration migration) {
        Schema now = look(List.of(migration));
        return bench.database().catalog().fingerprint(now).equals(plan.basis().fingerprint())
                ? Optional.empty()
                : Optional.of("a table it is about was changed by somebody else since it was planned");
    }

    private static MigrationException refused(Migration migration, PlanRefused refused) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                refused.reason().code(),
                String.valueOf(refused.getMessage()),
                Fact.at(refused.position().toString()),
                Fact.why(words(refused.reason())),
                Fact.state(migration.id().label() + " was not begun; nothing was changed by it"),
                Fact.next(refused.next()));
    }

    private static String words(PlanRefused.Reason reason) {
        return switch (reason) {
            case UNKNOWN_TABLE, UNKNOWN_COLUMN, UNKNOWN_OBJECT -> "the database as it is now does not have it";
            case VALUE_NEEDED -> "rows that are there need a value";
            case WOULD_BLOCK -> "clients would wait longer than the lock budget allows";
            case DEPENDENTS -> "something else depends on it";
            case NO_ROOM -> "a disk that is full stops the server for everybody";
            case NOT_POSSIBLE -> "there is no plan that keeps its promises";
        };
    }

    /** Fails for the first statement that surely is no SQL. */
    void refuseBrokenSyntax(Migration migration) {
        for (Statement statement : migration.statements()) {
            boolean doubtful = statement.changes().stream().anyMatch(Change.Unrecognized.class::isInstance);
            if (!doubtful) {
                continue;
            }
            Optional<SyntaxProblem> problem = bench.vendor().parser().problem(statement.text());
            if (problem.isPresent()) {
                throw brokenSyntax(migration, statement, problem.get());
            }
        }
    }

    private static MigrationException brokenSyntax(Migration migration, Statement statement, SyntaxProblem problem) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-1301",
                problem.message().startsWith("syntax error") ? problem.message() : "syntax error: " + problem.message(),
                Fact.at(problem.in(statement.text(), statement.position()).toString()),
                Fact.why(problem.excerpt(statement.text())),
                Fact.state(migration.id().label() + " was not begun; nothing was changed by it"),
                Fact.next("mend the statement, then: db-migrations up"));
    }
}
