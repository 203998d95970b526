package dev.dbmigrations.schema;

import java.util.List;

/**
 * Something outside a table that reads it: a view, a rule, a policy, a trigger with a column list.
 *
 * @param kind in the words of the database, for example {@code view}
 * @param name what to call it in a message
 * @param columns the table's columns it uses
 */
public record Dependent(String kind, String name, List<String> columns) {
    public Dependent {
        columns = List.copyOf(columns);
    }

    public boolean uses(String column) {
        return columns.contains(column);
    }
}
