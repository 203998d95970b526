package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;

/**
 * Deletes many rows in short transactions along the table's key.
 *
 * <pre>
 * asked:  DELETE FROM t WHERE d
 * done:   the same with AND key in (from, to], range after range, each exactly once
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class DeleteRows implements Rewrite<RowChange.DeleteRows> {

    @Override
    public Class<RowChange.DeleteRows> handles() {
        return RowChange.DeleteRows.class;
    }

    @Override
    public Sketch sketch(RowChange.DeleteRows change, Situation situation) {
        return RowBatches.sketch(change, situation, "delete from");
    }
}
