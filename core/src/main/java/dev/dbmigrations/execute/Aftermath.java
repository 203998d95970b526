package dev.dbmigrations.execute;

import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.StepSql;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.SchemaObject;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is looked at around a run beside its steps: the author's own checks, and whether it leaves the catalog as it should. A plan that
 * only does what is written leaves nothing of ours, so its catalog is not read: a thousand small migrations take no longer for it.
 */
final class Aftermath {
    private final Tools tools;

    Aftermath(Tools tools) {
        this.tools = tools;
    }

    /** What will soon be in the way, told before the first step. */
    void foresee(Plan plan) {
        if (isOurs(plan)) {
            for (String sql : inspection().before(plan.basis().tables())) {
                answers(sql).forEach(found -> tools.place().listener().note(found.text() + ": " + found.next()));
            }
        }
    }

    /** The author's own checks before anything is taken away. */
    void beforeTheGate(RunLog log) {
        refuse(log);
    }

    /** Behind the last step: the author's own checks, and what must not be left behind. */
    void behindTheEnd(RunLog log) {
        refuse(log);
        Plan plan = log.state().plan();
        if (isOurs(plan)) {
            inspect(plan);
        }
        new Numbering(tools).lookAt(plan);
    }

    private static boolean isOurs(Plan plan) {
        return plan.strategy() != Strategy.DIRECT && !plan.basis().tables().isEmpty();
    }

    private void refuse(RunLog log) {
        Plan plan = log.state().plan();
        List<Asking.Found> found = plan.afterwards().stream()
                .flatMap(check -> asked(plan, check).stream())
                .toList();
        if (!found.isEmpty()) {
            throw Findings.afterwards(plan, found, log.state());
        }
    }

    private Optional<Asking.Found> asked(Plan plan, DataCheck check) {
        try {
            return new Questions(tools).ask(check);
        } catch (DatabaseFailure.Fatal failure) {
            throw Findings.cannotAsk(plan.migration().path(), check, failure);
        }
    }

    private void inspect(Plan plan) {
        List<TableName> tables = plan.basis().tables();
        Workplace place = tools.place();
        Schema now = new PatientLook(place.database(), place.settings().locks(), place.attendance())
                .at(tables, () -> place.database().catalog().read(tables));
        List<Told> left = new ArrayList<>();
        now.tables().values().forEach(table -> lookAt(table, plan, left));
        if (!left.isEmpty()) {
            throw Findings.leftBehind(
                    plan,
                    left.stream().map(Told::text).toList(),
                    left.stream().map(Told::next).toList());
        }
        List<TableName> there = List.copyOf(now.tables().keySet());
        if (!there.isEmpty()) {
            inspection()
                    .after(there)
                    .forEach(sql -> answers(sql).stream()
                            .filter(found -> isOfSomethingNew(found.text(), plan))
                            .forEach(found -> place.listener().note(found.text() + ": " + found.next())));
        }
    }

    /** What the plan itself made or validated; the rest is not its own. */
    private void lookAt(Table table, Plan plan, List<Told> left) {
        DdlWriter ddl = tools.place().database().dialect().ddl();
        Names names = tools.place().database().dialect().names();
        String name = names.quote(table.name());
        Set<String> sql = plan.steps().flatMap(s -> StepSql.of(s).stream()).collect(Collectors.toSet());
        for (Index index : table.indexes()) {
            boolean ours = sql.stream().anyMatch(s -> s.contains(names.quote(index.name())));
            if (!index.valid() && ours) {
                left.add(new Told(
                        "index " + index.name() + " of " + table.name() + " is INVALID",
                        ddl.dropIndexOnline(table.name(), index.name()) + ", and build it again"));
            }
        }
        for (Constraint constraint : table.constraints()) {
            String validate = ddl.validateConstraint(table.name(), constraint.name());
            if (!constraint.validated() && sql.contains(validate)) {
                left.add(new Told(
                        "constraint " + constraint.name() + " of " + table.name() + " is not validated", validate));
            }
        }
        for (String trigger : table.surroundings().triggers()) {
            boolean ours = trigger.startsWith("zz_db_migrations_")
                    && sql.stream().anyMatch(s -> s.contains(names.quote(trigger)));
            if (ours) {
                left.add(new Told(
                        "trigger " + trigger + " of " + table.name() + " is left",
                        "DROP TRIGGER " + names.quote(trigger) + " ON " + name));
            }
        }
    }

    private static boolean isOfSomethingNew(String text, Plan plan) {
        return plan.basis().objects().stream()
                .filter(o -> o.kind() == SchemaObject.Kind.COLUMN)
                .noneMatch(o -> text.endsWith("." + o.name()));
    }

    /** Something found, and what to type about it. */
    private record Told(String text, String next) {}

    private List<Told> answers(String sql) {
        return tools.work().get().query(sql, row -> new Told(row.text(1), row.text(2)));
    }

    private dev.dbmigrations.dialect.Inspection inspection() {
        return tools.place().database().dialect().inspection();
    }
}
