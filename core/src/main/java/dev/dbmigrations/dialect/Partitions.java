package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;

/** The DDL of tables that are cut into partitions, statement by statement, without terminators. Names come unquoted. */
public interface Partitions {

    /** An index of the partitioned table alone, not to be used before each partition has attached one of its own. */
    String createIndexOnParent(TableName table, String name, String tail, boolean unique);

    /** An index of the whole that takes over those which its partitions have. */
    String createIndexOfParts(TableName table, String name, String tail, boolean unique);

    /** Makes an index of a partition a part of that of the whole. */
    String attachIndex(TableName table, String index, TableName partition, String part);

    String attach(TableName table, TableName partition, String bounds);

    /** At once, which waits for everybody who uses the table. */
    String detach(TableName table, TableName partition);

    /** Waits for old queries without making others wait. */
    String detachOnline(TableName table, TableName partition);

    /** Ends what a stopped {@link #detachOnline} has begun, which cannot be taken back. */
    String finishDetaching(TableName table, TableName partition);

    /** A query giving one boolean: whether the table is no part of the other any more. */
    String isDetached(TableName table, TableName partition);

    /** A query giving one boolean: whether a stopped {@link #detachOnline} is to be finished. */
    String isHalfDetached(TableName table, TableName partition);
}
