package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;

/** The DDL that only some kinds of SQL have, statement by statement, without terminators. Names come unquoted. */
public interface FurtherDdl {

    /** Another primary key in the place of the one that is there, in one step. */
    String replacePrimaryKey(TableName table, String definition);

    /** Makes one table of all its partitions. */
    String removePartitions(TableName table);

    /** Has another engine keep the table. */
    String setEngine(TableName table, String engine);

    /** Shows or hides an index from those who look for the quickest way. */
    String indexVisibility(TableName table, String index, boolean visible);

    /** Shows or hides a column from {@code SELECT *}. */
    String columnVisibility(TableName table, String column, boolean visible);
}
