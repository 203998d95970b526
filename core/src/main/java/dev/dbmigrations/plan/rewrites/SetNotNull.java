package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Table;

/**
 * Makes a column NOT NULL without reading the table under a lock that stops anyone.
 *
 * <pre>
 * asked:  ALTER TABLE t ALTER COLUMN c SET NOT NULL
 * done:   [backfill c] │ check, unvalidated │ validate │ set not null, drop check
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class SetNotNull implements Rewrite<ColumnChange.SetNotNull> {

    @Override
    public Class<ColumnChange.SetNotNull> handles() {
        return ColumnChange.SetNotNull.class;
    }

    @Override
    public Sketch sketch(ColumnChange.SetNotNull change, Situation situation) {
        Table table = situation.table(change.table());
        boolean alreadySo = !situation.column(table, change.column()).nullable();
        if (alreadySo || table.isNew()) {
            return Sketch.asWritten();
        }
        return NotNull.sequence(situation, table, change.column());
    }
}
