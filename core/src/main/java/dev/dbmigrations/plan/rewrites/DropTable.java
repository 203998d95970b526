package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.StepPen;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops a table once nobody uses it, its foreign keys before it one by one, since each locks another table too. With its rows it is kept
 * under a name of ours for the way back, where nothing else hangs on it.
 *
 * <pre>
 * asked:  DROP TABLE t
 * done:   gate: nobody uses t │ drop each foreign key │ put the table aside
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
        boolean isKept = situation.keeps(table)
                && table.kind() == Table.Kind.TABLE
                && table.surroundings().referencing().isEmpty()
                && table.surroundings().dependents().isEmpty()
                && situation.server().oracle().belongings(table).obstacles().isEmpty();
        if (!isKept && !table.size().isEmpty()) {
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
        if (isKept) {
            return putAside(situation, table, sketch, gate);
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

    private static Sketch putAside(Situation situation, Table table, Sketch sketch, String gate) {
        TableName place = KeptPlace.beside(table, "", situation);
        List<DdlWriter.Reversible> renamings = situation.keeping().putAside(table, place);
        List<StepPen.Move> moves = renamings.stream()
                .map(r ->
                        new StepPen.Move("put " + table.name() + " aside as " + place, r.sql(), Undo.Run.of(r.undo())))
                .toList();
        situation
                .pen()
                .moves("put " + table.name() + " aside as " + place, situation.impact(), moves)
                .forEach(step -> sketch.contract(gate, step));
        List<String> back = new ArrayList<>();
        renamings.reversed().forEach(r -> back.add(r.undo()));
        table.constraints().stream()
                .filter(Constraint::isForeignKey)
                .map(c -> situation.ddl().addConstraint(table.name(), c.name(), c.definition()))
                .forEach(back::add);
        return sketch.keeps(new Kept(place, table.name(), "table " + table.name() + " with its rows", back, List.of()));
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
