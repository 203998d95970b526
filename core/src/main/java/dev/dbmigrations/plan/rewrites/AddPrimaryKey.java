package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * Adds a primary key without reading the table or building its index under a lock that stops anyone.
 *
 * <pre>
 * asked:  ALTER TABLE t ADD PRIMARY KEY (id)
 * done:   NOT NULL on id by its own sequence │ unique index, concurrently │ primary key from the index
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class AddPrimaryKey implements Rewrite<AddConstraint.AddPrimaryKey> {

    @Override
    public Class<AddConstraint.AddPrimaryKey> handles() {
        return AddConstraint.AddPrimaryKey.class;
    }

    @Override
    public Sketch sketch(AddConstraint.AddPrimaryKey change, Situation situation) {
        Table table = situation.table(change.table());
        if (situation.isSmall(table)) {
            return small(situation, table, columns(change, table));
        }
        if (situation.can(Capability.ONLINE_ALGORITHMS)) {
            return KeyFromIndex.atOnce(situation, table, change);
        }
        Sketch sketch = Sketch.by(Strategy.ONLINE);
        for (String name : columns(change, table)) {
            Column column = situation.column(table, name);
            if (column.nullable()) {
                sketch.check(new DataChecks(situation).nulls(table, name));
                sketch.then(NotNull.constraint(situation, table, name));
            }
        }
        if (change.usingIndex() != null) {
            return sketch.then(
                    Sketch.asWritten().orAsStep(situation, situation.clause().sql()));
        }
        Sketch key = KeyFromIndex.sequence(situation, table, change);
        return key.isAsWritten() ? key : sketch.then(key);
    }

    private static Sketch small(Situation situation, Table table, List<String> columns) {
        DataChecks checks = new DataChecks(situation);
        Sketch sketch = Sketch.asWritten().checkRows(table, columns, () -> checks.duplicates(table, columns));
        for (String column : columns) {
            if (table.column(column).filter(Column::nullable).isPresent()) {
                sketch.checkRows(table, List.of(column), () -> checks.nulls(table, column));
            }
        }
        return sketch;
    }

    /** An index that is taken over knows its columns; the statement does not name them. */
    private static List<String> columns(AddConstraint.AddPrimaryKey change, Table table) {
        return Optional.ofNullable(change.usingIndex())
                .flatMap(table::index)
                .map(Index::keyColumns)
                .orElse(change.columns());
    }
}
