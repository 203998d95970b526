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
     */
    record ChangeType(
            TableName table,
            String column,
            String type,
            @Nullable String using,
            @Nullable String collation) implements ColumnChange {}
}
