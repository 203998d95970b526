package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Table;

/**
 * Adds a unique constraint without stopping writes while its index is built.
 *
 * <pre>
 * asked:  ALTER TABLE t ADD UNIQUE (c)
 * done:   look for duplicates │ unique index, concurrently │ constraint from the index
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class AddUnique implements Rewrite<AddConstraint.AddUnique> {

    @Override
    public Class<AddConstraint.AddUnique> handles() {
        return AddConstraint.AddUnique.class;
    }

    @Override
    public Sketch sketch(AddConstraint.AddUnique change, Situation situation) {
        Table table = situation.table(change.table());
        if (change.usingIndex() != null) {
            return Sketch.asWritten();
        }
        if (situation.isSmall(table)) {
            return Sketch.asWritten()
                    .checkRows(
                            table,
                            change.columns(),
                            () -> new DataChecks(situation).duplicates(table, change.columns()));
        }
        return situation.can(Capability.ONLINE_ALGORITHMS)
                ? KeyFromIndex.atOnce(situation, table, change)
                : KeyFromIndex.sequence(situation, table, change);
    }
}
