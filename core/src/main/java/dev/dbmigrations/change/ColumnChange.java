package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;
import org.jspecify.annotations.Nullable;

/** A change of one column. */
public sealed interface ColumnChange extends TableChange {

    /** The column's name before the change, as the catalog stores it. */
    String column();

    /**
     * @param definition the column as defined
     * @param ifNotExists whether an existing column of that name is accepted
     * @param sql the definition as written, from the name on
     */
    record AddColumn(TableName table, NewColumn definition, boolean ifNotExists, String sql) implements ColumnChange {
        @Override
        public String column() {
            return definition.name();
        }
    }

    record DropColumn(TableName table, String column, boolean ifExists, boolean cascade) implements ColumnChange {}

    record RenameColumn(TableName table, String column, String newName) implements ColumnChange {}

    record SetNotNull(TableName table, String column) implements ColumnChange {}

    record DropNotNull(TableName table, String column) implements ColumnChange {}

    record SetDefault(TableName table, String column, String expression) implements ColumnChange {}

    record DropDefault(TableName table, String column) implements ColumnChange {}

    /**
     * @param type the new type as written, without collation
     * @param using the conversion as written
     * @param collation the new collation as written
     * @param within the whole definition it was written in, where it was
     */
    record ChangeType(
            TableName table,
            String column,
            String type,
            @Nullable String using,
            @Nullable String collation,
            @Nullable Definition within)
            implements ColumnChange {

        public ChangeType(
                TableName table, String column, String type, @Nullable String using, @Nullable String collation) {
            this(table, column, type, using, collation, null);
        }
    }

    /**
     * A column gets a whole new definition, and perhaps a new name: of the old one nothing is left that the new one does not say.
     *
     * @param definition the column as it is to be
     * @param ifExists whether a missing column is accepted
     * @param sql the definition as written, from the new name on
     */
    record RedefineColumn(TableName table, String column, NewColumn definition, boolean ifExists, String sql)
            implements ColumnChange {
        public boolean renames() {
            return !definition.name().equals(column);
        }
    }

    /**
     * All that a column is to be.
     *
     * @param notNull whether it says NOT NULL
     * @param sql everything behind the name, without a place
     */
    record Definition(boolean notNull, String sql) {}

    /** Whether {@code SELECT *} gives the column. */
    record SetColumnVisibility(TableName table, String column, boolean visible) implements ColumnChange {}
}
