package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;

/**
 * Drops a table once nobody uses it, its foreign keys before it one by one, since each locks another table too.
 *
 * <pre>
 * asked:  DROP TABLE t
 * done:   gate: nobody uses t │ drop each foreign key │ drop the table
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class DropTable implements Rewrite<WholeTableChange.DropTable> {

    @Override
    public Class<WholeTableChange.DropTable> handles() {
        return WholeTableChange.DropTable.class;
    }

    @Override
    public Sketch sketch(WholeTableChange.DropTable change, Situation situation) {
        Table table = situation.schema().table(change.table()).orElse(null);
        if (table == null && !change.ifExists()) {
            situation.table(change.table());
        }
        if (table == null || table.isNew()) {
            return Sketch.asWritten();
        }
        if (!table.surroundings().referencing().isEmpty() && !change.cascade()) {
            throw situation.refused(
                    PlanRefused.Reason.DEPENDENTS,
                    "foreign keys of other tables point to " + table.name() + ": "
                            + String.join(
                                    ", ",
                                    table.surroundings().referencing().stream()
                                            .map(r -> r.constraint().name() + " of " + r.from())
                                            .toList()),
                    "drop them in a migration before this one");
        }
        Strategy strategy = situation.mayHaveClients(table) ? Strategy.EXPAND_CONTRACT : Strategy.DIRECT;
        Sketch sketch = Sketch.by(strategy).holds(table.name());
        if (!table.size().isEmpty()) {
            sketch.destroys("the rows of " + table.name() + " (" + table.size().rows() + ")");
        }
        String gate = "no client may use " + table.name() + " any more";
        for (Constraint constraint : table.constraints()) {
            if (constraint.isForeignKey()) {
                if (constraint.validated() && situation.can(Capability.DEFERRED_VALIDATION)) {
                    sketch.contract(gate, Revalidation.onTheWayBack(situation, table, constraint));
                }
                sketch.contract(gate, dropForeignKey(situation, table, constraint));
            }
        }
        return sketch.contract(
                gate,
                situation
                        .pen()
                        .brief(
                                "drop table " + table.name(),
                                situation.impact(),
                                new Undo.Impossible("the table and its rows are gone"),
                                situation.clause().sql()));
    }

    private static dev.dbmigrations.plan.Step dropForeignKey(Situation situation, Table table, Constraint constraint) {
        return situation
                .pen()
                .brief(
                        "drop foreign key " + constraint.name() + " of " + table.name(),
                        situation.impact(
                                new WholeTableChange.DropConstraint(table.name(), constraint.name(), false, false)),
                        Undo.Run.of(situation
                                .ddl()
                                .addConstraintUnvalidated(
                                        table.name(),
                                        constraint.name(),
                                        constraint.definition().replaceAll("(?i)\\s+NOT VALID$", ""))),
                        situation.ddl().dropConstraint(table.name(), constraint.name()));
    }
}
