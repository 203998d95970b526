package dev.dbmigrations.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something outside a table that reads it: a view, a rule, a policy, a trigger with a column list.
 *
 * @param kind in the words of the database, for example {@code view}
 * @param name what to call it in a message
 * @param columns the table's columns it uses
 */
public record Dependent(String kind, String name, List<String> columns) {
    private static final Pattern QUALIFIED =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[^\".]+)\\.(\"(?:[^\"]|\"\")+\"|[^\".]+)");

    public Dependent {
        columns = List.copyOf(columns);
    }

    /** Whether it is no object of its own but what each partition has, and the whole would take over without reading a row. */
    public boolean isOfEveryPartition() {
        return isKeyOfEveryPartition() || isIndexOfEveryPartition();
    }

    public boolean isKeyOfEveryPartition() {
        return kind.equals("foreign key of every partition");
    }

    public boolean isIndexOfEveryPartition() {
        return kind.equals("index of every partition");
    }

    /** Whether rows come into it that belong nowhere else. */
    public boolean isDefaultPartition() {
        return kind.endsWith("default partition");
    }

    /** Whether it is a part of the table, at whatever depth: {@code partition}, {@code default partition} and others. */
    public boolean isPartition() {
        return kind.endsWith("partition");
    }

    /** The name of one that is a relation, as the catalog stores it. */
    public TableName relation() {
        Matcher parts = QUALIFIED.matcher(name);
        return parts.matches()
                ? TableName.of(bare(parts.group(1)), bare(parts.group(2)))
                : TableName.unqualified(bare(name));
    }

    private static String bare(String part) {
        return part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part;
    }

    public boolean uses(String column) {
        return columns.contains(column);
    }
}
