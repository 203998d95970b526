package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Directives.Conversions;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Renames a column while clients use the old name and others already the new one.
 *
 * <p>The second column lives only as long as both names are needed: behind the gate it is dropped and the first one takes
 * its name, with every index, constraint, view and privilege it has. So the end is that of the plain rename.
 *
 * <pre>
 * asked:  ALTER TABLE t RENAME COLUMN a TO b
 * done:   add b, synced with a │ backfill b │ indexes of a for b │ compare │ gate: nobody uses a │ drop b, rename a to b
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class RenameColumn implements Rewrite<ColumnChange.RenameColumn> {

    @Override
    public Class<ColumnChange.RenameColumn> handles() {
        return ColumnChange.RenameColumn.class;
    }

    @Override
    public Sketch sketch(ColumnChange.RenameColumn change, Situation situation) {
        Table table = situation.table(change.table());
        Column before = situation.column(table, change.column());
        if (table.kind() != Table.Kind.TABLE && table.kind() != Table.Kind.PARTITIONED) {
            return Sketch.asWritten();
        }
        if (table.column(change.newName()).isPresent()) {
            throw situation.refused(
                    PlanRefused.Reason.NOT_POSSIBLE,
                    table.name() + " has a column " + change.newName() + " already",
                    "choose another name");
        }
        Expressions.refuseUsers(situation, table, change.column());
        if (situation.mayBreakShape(table)) {
            return Sketch.asWritten();
        }
        refuseComputed(situation, table, before);
        ShadowColumn shadow = shadow(change, situation, table, before);
        if (situation.can(Capability.HIDDEN_COLUMNS)) {
            return hidden(change, situation, shadow);
        }
        shadow.refuseIfCostly();
        Sketch sketch = Sketch.by(Strategy.EXPAND_CONTRACT)
                .holds(table.name(), change.column(), change.newName())
                .expand(shadow.install())
                .migrate(shadow.backfill());
        ShadowIndexes.of(shadow).forEach(index -> sketch.migrate(index.build()));
        sketch.migrate(shadow.analyze()).verify(shadow.verify());
        String gate = "no client may use " + table.name() + "." + change.column() + " any more";
        return sketch.contract(gate, swap(change, situation, shadow));
    }

    private static Sketch hidden(ColumnChange.RenameColumn change, Situation situation, ShadowColumn shadow) {
        HiddenColumn hidden = new HiddenColumn(shadow, HiddenColumn.Purpose.NEW_NAME);
        hidden.refuseWhatCannotBe();
        Table table = shadow.table();
        Dependents.refuse(situation, table, change.column(), "would not know it any more");
        Sketch sketch = hidden.expanded(
                Sketch.by(Strategy.EXPAND_CONTRACT).holds(table.name(), change.column(), change.newName()));
        List<ShadowIndexes> indexes = ShadowIndexes.of(shadow);
        indexes.forEach(index -> sketch.migrate(index.build()));
        sketch.verify(shadow.verify());
        String gate = "no client may use " + table.name() + "." + change.column() + " any more";
        hidden.contracted(sketch, gate, indexes);
        return sketch;
    }

    private static void refuseComputed(Situation situation, Table table, Column column) {
        if (column.isComputed()) {
            throw situation.refused(
                    PlanRefused.Reason.NOT_POSSIBLE,
                    table.name() + "." + column.name() + " is computed, so no trigger can keep a second column in step",
                    "rename it in a quiet hour with `-- db-migrations: strategy=direct`");
        }
    }

    private static ShadowColumn shadow(
            ColumnChange.RenameColumn change, Situation situation, Table table, Column before) {
        Conversions given = situation.directives().conversions();
        if (given.up().containsKey(change.newName())) {
            throw situation.refused(
                    PlanRefused.Reason.NOT_POSSIBLE,
                    "a rename keeps its values, and up(" + change.newName() + ") would change them",
                    "rename in one migration and UPDATE in the next, or leave up(...) out");
        }
        return new ShadowColumn(
                situation,
                table,
                before,
                situation.can(Capability.HIDDEN_COLUMNS)
                        ? before.named(change.newName())
                        : before.named(change.newName()).withNullable(true),
                new ShadowColumn.Conversion(
                        situation.names().quote(before.name()),
                        situation.names().quote(change.newName())));
    }

    private static dev.dbmigrations.plan.Step swap(
            ColumnChange.RenameColumn change, Situation situation, ShadowColumn shadow) {
        DdlWriter ddl = situation.ddl();
        List<String> sql =
                new ArrayList<>(ddl.lockExclusively(List.of(shadow.table().name())));
        sql.addAll(ddl.dropSync(shadow.sync()));
        sql.add(ddl.dropColumn(shadow.table().name(), change.newName()));
        sql.add(ddl.renameColumn(shadow.table().name(), change.column(), change.newName()));
        return situation
                .pen()
                .brief(
                        "let " + shadow.table().name() + "." + change.column() + " take the name " + change.newName(),
                        shadow.contractImpact(),
                        Undo.Run.of(ddl.renameColumn(shadow.table().name(), change.newName(), change.column())),
                        sql);
    }
}
