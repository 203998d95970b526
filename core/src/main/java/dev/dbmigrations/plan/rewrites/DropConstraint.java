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
import java.util.Optional;

/**
 * Drops a constraint alone in its transaction, since a foreign key locks both of its tables.
 *
 * <pre>
 * asked:  ALTER TABLE t DROP CONSTRAINT c
 * done:   the same, in a transaction of its own; put back unvalidated if it is taken back
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class DropConstraint implements Rewrite<WholeTableChange.DropConstraint> {

    @Override
    public Class<WholeTableChange.DropConstraint> handles() {
        return WholeTableChange.DropConstraint.class;
    }

    @Override
    public Sketch sketch(WholeTableChange.DropConstraint change, Situation situation) {
        Table table = situation.table(change.table());
        Optional<Constraint> found = table.constraint(change.name());
        if (found.isEmpty() && !change.ifExists() && !table.isNew()) {
            throw situation.refused(
                    PlanRefused.Reason.UNKNOWN_OBJECT,
                    "constraint " + change.name() + " of " + table.name() + " is not there",
                    "mend the name, or write DROP CONSTRAINT IF EXISTS");
        }
        boolean canReturnUnvalidated = found.filter(c -> !c.isKey() && c.kind() != Constraint.Kind.EXCLUSION)
                .isPresent();
        if (table.isNew() || !canReturnUnvalidated || change.cascade()) {
            return Sketch.asWritten();
        }
        Constraint constraint = found.orElseThrow();
        String definition = constraint.definition().replaceAll("(?i)\\s+NOT VALID$", "");
        Sketch sketch = Sketch.by(Strategy.DIRECT);
        if (constraint.validated() && situation.can(Capability.DEFERRED_VALIDATION)) {
            sketch.expand(Revalidation.onTheWayBack(situation, table, constraint));
        }
        return sketch.expand(situation
                .pen()
                .brief(
                        "drop constraint " + constraint.name() + " of " + table.name(),
                        situation.impact(),
                        Undo.Run.of(
                                situation.ddl().addConstraintUnvalidated(table.name(), constraint.name(), definition)),
                        situation.ddl().dropConstraint(table.name(), constraint.name())));
    }
}
