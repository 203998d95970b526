package dev.dbmigrations.corpus;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The picture of a database of MySQL or MariaDB: what {@code SHOW CREATE} says, line by line, and what only {@code
 * information_schema} knows.
 */
final class MySqlPicture {
    private static final String OURS =
            " AND table_name <> 'schema_migrations' AND table_name NOT LIKE 'db\\_migrations\\_%%'";
    private static final String TABLES = "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema = database() AND table_type = '%s'" + OURS + " ORDER BY 1";
    private static final String COLUMNS = "SELECT column_name, data_type FROM information_schema.columns"
            + " WHERE table_schema = database() AND table_name = '%s' ORDER BY %s";
    private static final List<String> OTHERS = List.of(
            "SELECT concat_ws(' | ', 'trigger', trigger_name, action_timing, event_manipulation, event_object_table,"
                    + " definer, sql_mode, character_set_client, action_statement)"
                    + " FROM information_schema.triggers WHERE trigger_schema = database()",
            "SELECT concat_ws(' | ', 'routine', routine_name, routine_type, definer, sql_mode, routine_definition)"
                    + " FROM information_schema.routines WHERE routine_schema = database()",
            "SELECT concat_ws(' | ', 'event', event_name, event_definition) FROM information_schema.events"
                    + " WHERE event_schema = database()",
            "SELECT concat_ws(' | ', 'grant on', table_name, privilege_type, grantee, is_grantable)"
                    + " FROM information_schema.table_privileges WHERE table_schema = database()",
            "SELECT concat_ws(' | ', 'grant on column', table_name, column_name, privilege_type, grantee, is_grantable)"
                    + " FROM information_schema.column_privileges WHERE table_schema = database()",
            "SELECT concat_ws(' | ', 'database', default_character_set_name, default_collation_name)"
                    + " FROM information_schema.schemata WHERE schema_name = database()");

    /** Where numbers go on is not what is asked of a case, and the server sets it anew when it copies a table. */
    private static final Pattern NEXT_NUMBER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    /** Versions of the server that leave it out, and those that say it, mean the same. */
    private static final Pattern DATABASE = Pattern.compile("`corpus_[0-9_]+`\\.");

    private MySqlPicture() {}

    static Picture of(Connection connection) throws SQLException {
        List<String> shape = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String table : lines(connection, TABLES.formatted("BASE TABLE"), 1)) {
            for (String line : lines(connection, "SHOW CREATE TABLE " + quoted(table), 2)) {
                shape.addAll(saidOf(table, line));
            }
            List<String> columns = lines(connection, COLUMNS.formatted(table, "ordinal_position"), 1);
            shape.add("order of columns of " + table + ": " + String.join(", ", columns));
            lines(connection, rowsOf(connection, table), 1).forEach(row -> rows.add("row of " + table + ": " + row));
        }
        for (String view : lines(connection, TABLES.formatted("VIEW"), 1)) {
            lines(connection, "SHOW CREATE VIEW " + quoted(view), 2).forEach(shape::add);
        }
        for (String other : OTHERS) {
            shape.addAll(lines(connection, other, 1));
        }
        List<String> plain = new ArrayList<>();
        shape.forEach(line -> plain.add(DATABASE.matcher(line).replaceAll("")));
        plain.sort(null);
        rows.sort(null);
        return new Picture(plain, rows);
    }

    private static List<String> saidOf(String table, String create) {
        List<String> said = new ArrayList<>();
        for (String line : NEXT_NUMBER.matcher(create).replaceAll("").split("\n")) {
            String text = line.strip().replaceFirst(",$", "");
            if (!text.startsWith("CREATE TABLE")) {
                said.add("table " + table + ": " + text);
            }
        }
        return said;
    }

    /** Bytes as hexadecimal digits, all others as the server quotes them. */
    private static String rowsOf(Connection connection, String table) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery(COLUMNS.formatted(table, "column_name"))) {
            while (column.next()) {
                String name = quoted(column.getString(1));
                boolean bytes = column.getString(2).matches("(?i)(var)?binary|.*blob|bit|geometry|point");
                values.add(bytes ? "coalesce(hex(" + name + "), 'NULL')" : "quote(" + name + ")");
            }
        }
        return "SELECT concat_ws(' | ', " + String.join(", ", values) + ") FROM " + quoted(table);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static List<String> lines(Connection connection, String query, int column) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                lines.add(String.valueOf(result.getString(column)));
            }
        }
        return lines;
    }
}
