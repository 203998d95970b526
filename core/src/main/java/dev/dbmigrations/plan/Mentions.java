package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** Which columns an expression or statement speaks of, found by asking whether a renaming would change it. */
public final class Mentions {
    private static final String ELSEWHERE = "db_migrations_nowhere";

    private Mentions() {}

    public static List<String> columns(String expression, Table table, Names names) {
        return table.columns().stream()
                .map(Column::name)
                .filter(column -> mentions(expression, column, names))
                .toList();
    }

    public static boolean mentions(String expression, String column, Names names) {
        return !names.renameColumn(expression, column, ELSEWHERE).equals(expression);
    }
}
