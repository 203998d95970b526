package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.StarterSql;

/** What a new migration for PostgreSQL begins with; every statement is there since version 10. */
public record PostgresStarterSql(Names names) implements StarterSql {

    @Override
    public String generatedKey(String column) {
        return names.quote(column) + " bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
    }

    @Override
    public String defaultType() {
        return "text";
    }

    @Override
    public String addColumn(String table, String definition) {
        return alter(table) + "ADD COLUMN " + definition;
    }

    @Override
    public String renameColumn(String table, String column, String newName) {
        return alter(table) + "RENAME COLUMN " + names.quote(column) + " TO " + names.quote(newName);
    }

    @Override
    public String renameTable(String table, String newName) {
        return alter(table) + "RENAME TO " + names.quote(newName);
    }

    @Override
    public String changeType(String table, String column, String type) {
        return alterColumn(table, column) + "TYPE " + type;
    }

    @Override
    public String setNotNull(String table, String column, String type) {
        return alterColumn(table, column) + "SET NOT NULL";
    }

    @Override
    public String dropNotNull(String table, String column, String type) {
        return alterColumn(table, column) + "DROP NOT NULL";
    }

    @Override
    public String dropIndex(String table, String index) {
        return "DROP INDEX " + names.quote(index);
    }

    private String alter(String table) {
        return "ALTER TABLE " + names.quote(table) + " ";
    }

    private String alterColumn(String table, String column) {
        return alter(table) + "ALTER COLUMN " + names.quote(column) + " ";
    }
}
