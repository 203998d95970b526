package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.StarterSql;

/** What a new migration for MySQL or MariaDB begins with; every statement is there in MySQL 8.0 and MariaDB 10.5. */
record MySqlStarterSql(Names names) implements StarterSql {

    @Override
    public String generatedKey(String column) {
        return names.quote(column) + " bigint NOT NULL AUTO_INCREMENT PRIMARY KEY";
    }

    @Override
    public String defaultType() {
        return "varchar(255)";
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
        return "RENAME TABLE " + names.quote(table) + " TO " + names.quote(newName);
    }

    @Override
    public String changeType(String table, String column, String type) {
        return modify(table, column, type);
    }

    @Override
    public String setNotNull(String table, String column, String type) {
        return modify(table, column, type + " NOT NULL");
    }

    @Override
    public String dropNotNull(String table, String column, String type) {
        return modify(table, column, type + " NULL");
    }

    @Override
    public String dropIndex(String table, String index) {
        return "DROP INDEX " + names.quote(index) + " ON " + names.quote(table);
    }

    private String alter(String table) {
        return "ALTER TABLE " + names.quote(table) + " ";
    }

    private String modify(String table, String column, String definition) {
        return alter(table) + "MODIFY COLUMN " + names.quote(column) + " " + definition;
    }
}
