package dev.dbmigrations.acceptance;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table as JDBC tells of it, in the same words for every server, and whatever else there is in its schema. */
final class Shape {
    private Shape() {}

    static List<String> of(Place place, Speech speech, String table) {
        List<String> lines = new ArrayList<>();
        try (Connection connection = place.scratch().connection()) {
            DatabaseMetaData told = connection.getMetaData();
            String catalog = connection.getCatalog();
            String schema = connection.getSchema();
            read(lines, "column", told.getColumns(catalog, schema, table, "%"), "COLUMN_NAME", "TYPE_NAME", "NULLABLE");
            read(lines, "key", told.getPrimaryKeys(catalog, schema, table), "COLUMN_NAME", "KEY_SEQ");
            try (ResultSet indexes = told.getIndexInfo(catalog, schema, table, false, false)) {
                read(lines, "index", indexes, "INDEX_NAME", "COLUMN_NAME", "ORDINAL_POSITION", "NON_UNIQUE");
            }
            read(lines, "reference", told.getImportedKeys(catalog, schema, table), "FK_NAME", "FKCOLUMN_NAME");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        lines.sort(null);
        place.ask("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = " + speech.schema())
                .forEach(name -> lines.add("trigger " + name));
        place.ask("SELECT routine_name FROM information_schema.routines WHERE routine_schema = " + speech.schema())
                .forEach(name -> lines.add("routine " + name));
        place.ask("SELECT constraint_name FROM information_schema.table_constraints WHERE constraint_type = 'CHECK'"
                        + " AND constraint_name NOT LIKE '%not_null' AND table_name = '" + table
                        + "' AND table_schema = " + speech.schema() + " ORDER BY 1")
                .forEach(name -> lines.add("check " + name));
        return lines;
    }

    private static void read(List<String> lines, String what, ResultSet rows, String... columns) throws SQLException {
        while (rows.next()) {
            List<String> words = new ArrayList<>(List.of(what));
            for (String column : columns) {
                words.add(String.valueOf(rows.getString(column)));
            }
            lines.add(String.join(" ", words));
        }
    }
}
