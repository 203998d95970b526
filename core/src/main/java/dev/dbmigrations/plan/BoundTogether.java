package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;

/**
 * Columns that an index or constraint of their table binds together. Two second columns at once would each need one of their
 * own, with the other column as it is behind a gate that is still closed.
 */
record BoundTogether(Schema schema, Names names) {

    /** Whether the statement gives a column another name or type that an index or constraint binds to one of the held. */
    boolean isReplacedWith(Sketch.Held held, Statement statement) {
        return statement.changes().stream()
                .filter(BoundTogether::replaces)
                .map(ColumnChange.class::cast)
                .filter(change -> schema.resolve(change.table()).equals(held.table()))
                .anyMatch(change -> schema.table(change.table())
                        .filter(table -> held.columns().stream().anyMatch(c -> share(table, change.column(), c)))
                        .isPresent());
    }

    private static boolean replaces(Change change) {
        return change instanceof ColumnChange.RenameColumn
                || change instanceof ColumnChange.ChangeType
                || change instanceof ColumnChange.RedefineColumn;
    }

    private boolean share(Table table, String one, String other) {
        return !one.equals(other)
                && (table.indexes().stream().anyMatch(i -> has(i, one) && has(i, other))
                        || table.constraints().stream().anyMatch(c -> has(c, one) && has(c, other)));
    }

    /** An expression names its columns in its text only. */
    private boolean has(Index index, String column) {
        return index.keyColumns().contains(column)
                || index.included().contains(column)
                || ((index.hasExpression() || index.isPartial())
                        && Mentions.mentions(index.shape().definition(), column, names));
    }

    private static boolean has(Constraint constraint, String column) {
        return constraint.columns().contains(column);
    }
}
