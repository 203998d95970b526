package dev.dbmigrations.database.mysql;

import dev.dbmigrations.schema.TableName;

/** Queries giving one boolean about what is in the catalog. */
final class CatalogProbes {
    private final MySqlNames names;

    CatalogProbes(MySqlNames names) {
        this.names = names;
    }

    private String schema(TableName name) {
        return name.isQualified() ? names.literal(name.schema()) : "database()";
    }

    private String exists(String view, TableName table, String schemaColumn, String tableColumn, String condition) {
        return "SELECT EXISTS (SELECT 1 FROM information_schema." + view + " WHERE " + schemaColumn + " = "
                + schema(table) + " AND " + tableColumn + " = " + names.literal(table.name()) + condition + ")";
    }

    String table(TableName table) {
        return exists("tables", table, "table_schema", "table_name", "");
    }

    String column(TableName table, String column) {
        return column(table, column, "");
    }

    String column(TableName table, String column, String condition) {
        return exists(
                "columns",
                table,
                "table_schema",
                "table_name",
                " AND column_name = " + names.literal(column) + condition);
    }

    String index(TableName table, String index) {
        return exists("statistics", table, "table_schema", "table_name", " AND index_name = " + names.literal(index));
    }

    /** Foreign keys, checks and keys alike. */
    String constraint(TableName table, String name) {
        return exists(
                "table_constraints",
                table,
                "table_schema",
                "table_name",
                " AND constraint_name = " + names.literal(name));
    }

    String trigger(TableName trigger) {
        return exists("triggers", trigger, "trigger_schema", "trigger_name", "");
    }

    String routine(TableName routine) {
        return exists("routines", routine, "routine_schema", "routine_name", "");
    }

    String event(TableName event) {
        return exists("events", event, "event_schema", "event_name", "");
    }

    /** Whether the first column stands behind the second in the order of the table. */
    String isBehind(TableName table, String first, String second) {
        return "SELECT (" + position(table, first) + ") > (" + position(table, second) + ")";
    }

    private String position(TableName table, String column) {
        return "SELECT ordinal_position FROM information_schema.columns WHERE table_schema = " + schema(table)
                + " AND table_name = " + names.literal(table.name()) + " AND column_name = " + names.literal(column);
    }

    static String not(String query) {
        return "SELECT NOT (" + query + ")";
    }
}
