package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;

/**
 * Copies many rows in short transactions along the table's key.
 *
 * <pre>
 * asked:  INSERT INTO a SELECT … FROM t WHERE d
 * done:   the same with AND key in (from, to], range after range, each exactly once
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class InsertSelectedRows implements Rewrite<RowChange.InsertSelectedRows> {

    @Override
    public Class<RowChange.InsertSelectedRows> handles() {
        return RowChange.InsertSelectedRows.class;
    }

    @Override
    public Sketch sketch(RowChange.InsertSelectedRows change, Situation situation) {
        return RowBatches.sketch(change, situation, "insert into");
    }
}
