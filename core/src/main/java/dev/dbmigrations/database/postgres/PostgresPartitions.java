package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.schema.TableName;

/** PostgreSQL's words for partitions (14 to 18). */
record PostgresPartitions(Names names) implements Partitions {

    @Override
    public String createIndexOnParent(TableName table, String name, String tail, boolean unique) {
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + names.quote(name) + " ON ONLY " + names.quote(table)
                + " " + tail;
    }

    @Override
    public String createIndexOfParts(TableName table, String name, String tail, boolean unique) {
        return createIndexOnParent(table, name, tail, unique).replaceFirst(" ON ONLY ", " ON ");
    }

    @Override
    public String attachIndex(TableName table, String index, TableName partition, String part) {
        return "ALTER INDEX " + names.quote(table.named(index)) + " ATTACH PARTITION "
                + names.quote(partition.named(part));
    }

    @Override
    public String attach(TableName table, TableName partition, String bounds) {
        return "ALTER TABLE " + names.quote(table) + " ATTACH PARTITION " + names.quote(partition) + " " + bounds;
    }

    @Override
    public String detachOnline(TableName table, TableName partition) {
        return detach(table, partition) + " CONCURRENTLY";
    }

    @Override
    public String finishDetaching(TableName table, TableName partition) {
        return detach(table, partition) + " FINALIZE";
    }

    @Override
    public String detach(TableName table, TableName partition) {
        return "ALTER TABLE " + names.quote(table) + " DETACH PARTITION " + names.quote(partition);
    }

    @Override
    public String isDetached(TableName table, TableName partition) {
        return "SELECT NOT EXISTS (" + membership(table, partition) + ")";
    }

    @Override
    public String isHalfDetached(TableName table, TableName partition) {
        return "SELECT EXISTS (" + membership(table, partition) + " AND i.inhdetachpending)";
    }

    private String membership(TableName table, TableName partition) {
        return "SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = to_regclass(" + literal(table)
                + ") AND i.inhrelid = to_regclass(" + literal(partition) + ")";
    }

    private String literal(TableName table) {
        return names.literal(names.quote(table));
    }
}
