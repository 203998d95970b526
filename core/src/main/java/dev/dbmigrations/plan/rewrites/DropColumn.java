package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.Optional;

/**
 * Drops a column once nobody uses it, and lets new clients leave it out before. Its values are kept for the way back.
 *
 * <pre>
 * asked:  ALTER TABLE t DROP COLUMN c
 * done:   drop its NOT NULL │ gate: nobody uses c │ copy its values by key │ drop the column
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class DropColumn implements Rewrite<ColumnChange.DropColumn> {

    @Override
    public Class<ColumnChange.DropColumn> handles() {
        return ColumnChange.DropColumn.class;
    }

    @Override
    public Sketch sketch(ColumnChange.DropColumn change, Situation situation) {
        Table table = situation.table(change.table());
        if (change.ifExists() && table.column(change.column()).isEmpty()) {
            return Sketch.asWritten();
        }
        Column column = situation.column(table, change.column());
        if (table.isNew()) {
            return Sketch.asWritten();
        }
        refuseDependents(change, situation, table);
        Strategy strategy = situation.mayHaveClients(table) ? Strategy.EXPAND_CONTRACT : Strategy.DIRECT;
        Sketch sketch = Sketch.by(strategy).holds(table.name(), column.name());
        Optional<KeptColumn> kept = KeptColumn.of(change, situation, table, column);
        if (kept.isEmpty() && !table.size().isEmpty()) {
            sketch.destroys("the values of " + table.name() + "." + column.name());
        }
        DdlWriter ddl = situation.ddl();
        boolean mustBeGiven = !column.nullable()
                && column.defaultSql() == null
                && column.generation() == Column.Generation.PLAIN
                && !table.primaryKey()
                        .filter(p -> p.columns().contains(column.name()))
                        .isPresent();
        boolean leftOutBefore = mustBeGiven && situation.mayHaveClients(table);
        if (leftOutBefore) {
            DdlWriter.Reversible leftOut = ddl.letLeaveOut(table.name(), column);
            sketch.expand(situation
                    .pen()
                    .brief(
                            "let clients leave out " + table.name() + "." + column.name(),
                            situation.impact(new ColumnChange.DropNotNull(table.name(), column.name())),
                            Undo.Run.of(leftOut.undo()),
                            leftOut.sql()));
        }
        String gate = "no client may use " + table.name() + "." + column.name() + " any more";
        kept.ifPresent(values -> values.fill(sketch, gate));
        Undo undo = kept.map(values -> values.undo(leftOutBefore))
                .orElseGet(() -> new Undo.Impossible("the values of the column are gone"));
        return sketch.contract(
                gate,
                situation
                        .pen()
                        .brief(
                                "drop " + table.name() + "." + column.name(),
                                situation.impact(),
                                undo,
                                situation.clause().sql()));
    }

    private static void refuseDependents(ColumnChange.DropColumn change, Situation situation, Table table) {
        var users = table.surroundings().dependents().stream()
                .filter(d -> d.uses(change.column()))
                .map(d -> d.kind() + " " + d.name())
                .toList();
        if (!users.isEmpty() && !change.cascade()) {
            throw situation.refused(
                    PlanRefused.Reason.DEPENDENTS,
                    String.join(", ", users) + (users.size() == 1 ? " uses " : " use ") + table.name() + "."
                            + change.column(),
                    "drop or change it in a migration before this one");
        }
    }
}
