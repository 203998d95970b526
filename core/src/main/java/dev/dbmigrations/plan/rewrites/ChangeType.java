package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes a column's type without writing the table anew under a lock.
 *
 * <pre>
 * asked:  ALTER TABLE t ALTER COLUMN c TYPE varchar(100)      (files unchanged)
 * done:   [drop checks on c] change the type [add them back, unvalidated │ validate] │ gather statistics
 *
 * asked:  ALTER TABLE t ALTER COLUMN c TYPE bigint            (files written anew)
 * done:   add c_new, synced with c │ backfill │ indexes, checks, foreign keys, NOT NULL for c_new │ compare
 *         │ gate: every client can work with the new type │ swap c and c_new, drop the old
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class ChangeType implements Rewrite<ColumnChange.ChangeType> {

    @Override
    public Class<ColumnChange.ChangeType> handles() {
        return ColumnChange.ChangeType.class;
    }

    @Override
    public Sketch sketch(ColumnChange.ChangeType change, Situation situation) {
        Table table = situation.table(change.table());
        Column before = situation.column(table, change.column());
        RemadeViews views = RemadeViews.of(situation, table, before.name());
        if (situation.isSmall(table)) {
            return views.isEmpty() ? Sketch.asWritten() : inPlace(change, situation, table, views);
        }
        if (situation.can(Capability.VIEWS_FOLLOW_COLUMNS)) {
            refuseDependents(situation, table, before);
        }
        if (situation.can(Capability.HIDDEN_COLUMNS)) {
            return ReplacedColumn.hidden(change, situation, table, before);
        }
        Work work = situation.work(table);
        if (work == Work.METADATA || work == Work.SCAN) {
            return inPlace(change, situation, table, views);
        }
        if (before.isComputed() || table.kind() != Table.Kind.TABLE) {
            return views.isEmpty() ? Sketch.asWritten() : atOnce(change, situation, table, views);
        }
        refuseExclusions(situation, table, before);
        return ReplacedColumn.of(change, situation, table, before).sketch(views);
    }

    /** No server builds one while rows are written, nor makes one from an index. */
    private static void refuseExclusions(Situation situation, Table table, Column column) {
        table.constraintsOn(column.name())
                .filter(c -> c.kind() == Constraint.Kind.EXCLUSION)
                .findFirst()
                .ifPresent(c -> {
                    throw situation.refused(
                            PlanRefused.Reason.WOULD_BLOCK,
                            "exclusion constraint " + c.name() + " of " + table.name()
                                    + " would have to be built anew, under a lock that stops everyone",
                            "run it in a quiet hour with `-- db-migrations: strategy=direct`");
                });
    }

    /** The server refuses too; we do before anything has been done. */
    private static void refuseDependents(Situation situation, Table table, Column column) {
        List<String> users = table.surroundings().dependents().stream()
                .filter(d -> d.uses(column.name()) && !RemadeViews.mayRemake(d))
                .map(d -> d.kind() + " " + d.name())
                .toList();
        if (!users.isEmpty()) {
            throw situation.refused(
                    PlanRefused.Reason.DEPENDENTS,
                    String.join(", ", users) + (users.size() == 1 ? " uses " : " use ") + table.name() + "."
                            + column.name() + ", whose type cannot change under it",
                    "drop it in a migration before this one, and create it again in one after it");
        }
    }

    /** Of what is written as it stands, the server decides how long it takes. */
    private static Sketch atOnce(ColumnChange.ChangeType change, Situation situation, Table table, RemadeViews views) {
        situation.refuseIfBlocking();
        return inPlace(change, situation, table, views);
    }

    private static Sketch inPlace(ColumnChange.ChangeType change, Situation situation, Table table, RemadeViews views) {
        DdlWriter ddl = situation.ddl();
        List<Constraint> checks = table.constraintsOn(change.column())
                .filter(c -> c.kind() == Constraint.Kind.CHECK && c.validated())
                .toList();
        List<String> sql = new ArrayList<>(views.takenAway(situation));
        checks.forEach(c -> sql.add(ddl.dropConstraint(table.name(), c.name())));
        sql.add(situation.clause().sql());
        checks.forEach(c -> sql.add(ddl.addConstraintUnvalidated(table.name(), c.name(), c.definition())));
        checks.forEach(c -> sql.addAll(RemadeConstraints.comment(ddl, table.name(), c)));
        sql.addAll(views.madeAgain());
        Column before = situation.column(table, change.column());
        Sketch sketch = Sketch.by(checks.isEmpty() ? Strategy.DIRECT : Strategy.ONLINE);
        views.note().ifPresent(sketch::note);
        if (situation.can(Capability.DEFERRED_VALIDATION)) {
            checks.forEach(c -> sketch.expand(Revalidation.onTheWayBack(situation, table, c)));
        }
        sketch.expand(situation
                .pen()
                .brief(
                        "change the type of " + table.name() + "." + change.column() + " in the catalog",
                        views.locking(NotNull.metadataOnly(situation.impact())),
                        back(situation, table, before, views),
                        sql));
        checks.forEach(c -> sketch.migrate(situation
                .pen()
                .shared(
                        "validate check " + c.name() + " again",
                        situation.impact(new ValidateConstraint(table.name(), c.name())),
                        table,
                        ddl.validateConstraint(table.name(), c.name()))));
        return sketch.migrate(situation
                .pen()
                .sampling(
                        "gather the statistics that the change of type has deleted",
                        situation.impact(
                                new RunAsWritten("analyze", table.name().name(), List.of(table.name()), List.of())),
                        table,
                        ddl.analyze(table.name(), List.of(change.column()))));
    }

    /** Narrowing back may fail on values written since; then the wider type is kept and a person decides. */
    private static Undo back(Situation situation, Table table, Column before, RemadeViews views) {
        List<String> sql = new ArrayList<>(views.dropped(situation));
        sql.add(situation.ddl().changeType(table.name(), before, before.type(), null));
        sql.addAll(views.madeAgain());
        return new Undo.Run(sql);
    }
}
