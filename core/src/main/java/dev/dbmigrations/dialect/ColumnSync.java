package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two columns of one table that say the same in an old and a new shape, and how each follows from the other.
 *
 * @param table the table
 * @param name of the trigger and its function; sorts after the user's own
 * @param before the old column with its default
 * @param after the new column with its default
 * @param up computes the new value; columns are written as plain names
 * @param down computes the old value; columns are written as plain names
 * @param columns all columns of the table, which the two expressions may name
 */
public record ColumnSync(
        TableName table, String name, Side before, Side after, String up, String down, List<String> columns) {

    public ColumnSync {
        columns = List.copyOf(columns);
    }

    /** Of expressions that name the two columns alone. */
    public ColumnSync(TableName table, String name, Side before, Side after, String up, String down) {
        this(table, name, before, after, up, down, List.of(before.column(), after.column()));
    }

    /**
     * @param column its name
     * @param type its type, which decides how two values are compared
     * @param defaultSql its default; null when none or when it differs from row to row
     */
    public record Side(String column, String type, @Nullable String defaultSql) {}
}
