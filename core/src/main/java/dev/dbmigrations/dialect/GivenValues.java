package dev.dbmigrations.dialect;

import java.util.List;

/**
 * The rows that stand in a plain {@code INSERT … VALUES}.
 *
 * @param columns their columns as written, without quotes; empty where the statement names none
 * @param rows the values as written; an empty text for whatever is more than a whole number or a quoted text without backslashes
 */
public record GivenValues(List<String> columns, List<List<String>> rows) {
    public GivenValues {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
