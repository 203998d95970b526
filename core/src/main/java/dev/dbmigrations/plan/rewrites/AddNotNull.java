package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Table;

/**
 * Adds a NOT NULL by its name without reading the table under a lock that stops anyone.
 *
 * <pre>
 * asked:  ALTER TABLE t ADD CONSTRAINT n NOT NULL c
 * done:   look for NULLs │ add it, unvalidated │ validate
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class AddNotNull implements Rewrite<AddConstraint.AddNotNull> {

    @Override
    public Class<AddConstraint.AddNotNull> handles() {
        return AddConstraint.AddNotNull.class;
    }

    @Override
    public Sketch sketch(AddConstraint.AddNotNull change, Situation situation) {
        Table table = situation.table(change.table());
        boolean alreadySo = !situation.column(table, change.column()).nullable();
        if (alreadySo
                || change.validation() == Validation.DEFERRED
                || situation.isSmall(table)
                || !situation.can(Capability.DEFERRED_NOT_NULL)) {
            return Sketch.asWritten();
        }
        String name = ConstraintNames.of(change, table, situation.names());
        Sketch sketch = Sketch.by(Strategy.ONLINE)
                .note("from its plan on, a client that writes NULL into " + table.name() + "." + change.column()
                        + " fails")
                .check(new DataChecks(situation).nulls(table, change.column()));
        return NotNull.byNotNullConstraint(sketch, situation, new NotNull.Named(table, change.column(), name));
    }
}
