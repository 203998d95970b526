package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Rebuilding.Unnoticed;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.Optional;

/**
 * The partitions of two tables, which are the same when the second is made. What others do to those of one of them later,
 * no trigger sees: rows go with a partition, and for a row of a new one the other table has no place.
 */
record PartitionPair(Names names, SecondTable table) {

    /** Nothing for a table without partitions. */
    static Optional<PartitionPair> of(Names names, SecondTable table) {
        return table.before().kind() == Table.Kind.PARTITIONED
                ? Optional.of(new PartitionPair(names, table))
                : Optional.empty();
    }

    /**
     * @param left a condition: notes of rows for which the second table had no place
     */
    Unnoticed unnoticed(String left) {
        TableName first = table.name();
        TableName second = table.second(names);
        String others = only(first, second) + " UNION ALL " + only(second, first);
        return new Unnoticed(
                "partitions that only one of " + first + " and " + second + " has, or had when rows came",
                "SELECT (SELECT count(*) FROM (" + others + ") AS others) + (" + left + ")",
                "SELECT said FROM (" + others + ") AS others LIMIT 10");
    }

    /** A condition: when the names are exchanged, the table and the former one no longer have the same. */
    String differFromFormer() {
        TableName now = table.name();
        TableName former = table.former(names);
        return "EXISTS (" + only(now, former) + ") OR EXISTS (" + only(former, now) + ")";
    }

    private String only(TableName of, TableName not) {
        return "SELECT said FROM (" + of(of) + ") AS one WHERE said NOT IN (" + of(not) + ")";
    }

    private String of(TableName name) {
        return "SELECT concat_ws('/', partition_name, subpartition_name) AS said FROM information_schema.partitions"
                + " WHERE table_schema = " + names.literal(name.schema()) + " AND table_name = "
                + names.literal(name.name());
    }
}
