package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Filled;
import dev.dbmigrations.schema.Column;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How rows of a first table are written into a second one. */
record MySqlRows(Names names, boolean isMariaDb, SecondTable table) {

    /** A zero in a numbered column is a zero, and not the wish for a number (MySQL 8.0 manual, 7.1.11). */
    static final String EXACT_MODE = MySqlConnections.SQL_MODE + ",NO_AUTO_VALUE_ON_ZERO";

    private static final String MARK = "db_migrations_column_";

    /** {@code verb INTO second (…) SELECT … FROM}, to be followed by where the rows of the first table come from. */
    String filling(String verb) {
        List<Filled> filled = table.rows().forth();
        String rest = " INTO " + names.quote(table.second(names)) + " (" + columns(names, filled) + ") SELECT "
                + filled.stream().map(Filled::expression).collect(Collectors.joining(", ")) + " FROM ";
        return isMariaDb
                ? "SET STATEMENT sql_mode = '" + EXACT_MODE + "' FOR " + verb + rest
                : verb + " /*+ SET_VAR(sql_mode = '" + EXACT_MODE + "') */" + rest;
    }

    static String columns(Names names, List<Filled> filled) {
        return filled.stream().map(f -> names.quote(f.column())).collect(Collectors.joining(", "));
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

    /** The expression in the words of the row at hand: its columns become {@code NEW.column} or {@code OLD.column}. */
    static String ofRow(Names names, String row, List<Column> columns, String expression) {
        String marked = expression;
        for (int i = 0; i < columns.size(); i++) {
            marked = names.renameColumn(marked, columns.get(i).name(), MARK + i + "_");
        }
        for (int i = 0; i < columns.size(); i++) {
            marked = marked.replace(
                    MARK + i + "_", row + "." + names.quote(columns.get(i).name()));
        }
        return marked;
    }

    /** A condition of a trigger on update: the key is not the very same, byte by byte. */
    static String keyChanged(Names names, List<String> key, List<Column> columns) {
        return key.stream()
                .map(c -> {
                    String type = columns.stream()
                            .filter(column -> column.name().equals(c))
                            .map(Column::type)
                            .findFirst()
                            .orElseThrow();
                    return "NOT (" + TextTypes.image("NEW." + names.quote(c), type) + " <=> "
                            + TextTypes.image("OLD." + names.quote(c), type) + ")";
                })
                .collect(Collectors.joining(" OR "));
    }
}
