package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Filled;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How rows of a first table are written into a second one. */
record PostgresRows(PostgresNames names, SecondTable table) {

    /** A policy that hides rows from us would lose them: then the server refuses instead. */
    static final String EVERY_ROW = "SET LOCAL row_security = off";

    /** {@code INSERT INTO second (…) SELECT … FROM first}, to be followed by WHERE. */
    String insert() {
        List<Filled> filled = table.rows().forth();
        String columns = filled.stream().map(f -> names.quote(f.column())).collect(Collectors.joining(", "));
        String values = filled.stream().map(Filled::expression).collect(Collectors.joining(", "));
        return "INSERT INTO " + names.quote(table.second(names)) + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT "
                + values + " FROM " + names.quote(table.name());
    }

    /** The second table's key as it follows from a row of the first. */
    String secondKey() {
        return table.rows().key().after().stream()
                .map(column -> expression(table.rows().forth(), column) + " AS " + names.quote(column))
                .collect(Collectors.joining(", "));
    }

    static String expression(List<Filled> filled, String column) {
        return filled.stream()
                .filter(f -> f.column().equals(column))
                .map(Filled::expression)
                .findFirst()
                .orElseThrow();
    }

    static String pairs(List<String> columns, UnaryOperator<String> left, UnaryOperator<String> right) {
        return columns.stream().map(c -> left.apply(c) + " = " + right.apply(c)).collect(Collectors.joining(" AND "));
    }
}
