package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.FurtherDdl;
import dev.dbmigrations.schema.TableName;

/**
 * Keys, engines, partitions and what is hidden, as MySQL and MariaDB have them.
 *
 * @param names how names are written
 * @param release of the server
 */
record MySqlFurtherDdl(MySqlNames names, MySqlVersion release) implements FurtherDdl {

    private String alter(TableName table, String action) {
        return "ALTER TABLE " + names.quote(table) + " " + action;
    }

    @Override
    public String replacePrimaryKey(TableName table, String definition) {
        return alter(table, "DROP PRIMARY KEY, ADD " + definition);
    }

    @Override
    public String removePartitions(TableName table) {
        return alter(table, "REMOVE PARTITIONING");
    }

    @Override
    public String setEngine(TableName table, String engine) {
        return alter(table, "ENGINE=" + engine);
    }

    @Override
    public String indexVisibility(TableName table, String index, boolean visible) {
        String hidden = release.isMariaDb() ? "IGNORED" : "INVISIBLE";
        String shown = release.isMariaDb() ? "NOT IGNORED" : "VISIBLE";
        return alter(table, "ALTER INDEX " + names.quote(index) + " " + (visible ? shown : hidden));
    }

    @Override
    public String columnVisibility(TableName table, String column, boolean visible) {
        return alter(table, "ALTER COLUMN " + names.quote(column) + (visible ? " SET VISIBLE" : " SET INVISIBLE"));
    }
}
