package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;

/**
 * Changes many rows in short transactions along the table's key.
 *
 * <pre>
 * asked:  UPDATE t SET c = f(c) WHERE d
 * done:   the same with AND key in (from, to], range after range, each exactly once
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class UpdateRows implements Rewrite<RowChange.UpdateRows> {

    @Override
    public Class<RowChange.UpdateRows> handles() {
        return RowChange.UpdateRows.class;
    }

    @Override
    public Sketch sketch(RowChange.UpdateRows change, Situation situation) {
        return RowBatches.sketch(change, situation, "update");
    }
}
