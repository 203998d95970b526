package dev.dbmigrations.database.postgres;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.PartitionBounds;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the rows of partitions belong, in the words of the server: a partition with the same bounds is made of an empty
 * clone, in a transaction that is rolled back.
 */
final class PartitionQuestions {
    private static final Pattern BOUNDS = Pattern.compile("(?is)\\bfor\\s+values\\b.*$");

    /** The condition of hash partitions names the parent by its number, so it cannot be said beside it. */
    private static final String OF_HASHES = "satisfies_hash_partition";

    private static final String CLONE = "pg_temp.db_migrations_parent";
    private static final String PART = "pg_temp.db_migrations_part";
    private static final String REST = "pg_temp.db_migrations_rest";

    private PartitionQuestions() {}

    static Optional<PartitionBounds> asked(PostgresSession open, Clause clause, Table table) {
        Matcher bounds = BOUNDS.matcher(clause.sql());
        String name = Identifiers.quote(table.name());
        List<String> keys = open.rows(
                "SELECT pg_catalog.pg_get_partkeydef(?::pg_catalog.regclass)",
                row -> String.valueOf(row.textOrNull(1)),
                name);
        if (!bounds.find()
                || keys.getFirst().startsWith("HASH")
                || keys.getFirst().equals("null")) {
            return Optional.empty();
        }
        open.execute("CREATE TEMP TABLE " + CLONE + " (LIKE " + name + ") PARTITION BY " + keys.getFirst());
        open.execute("CREATE TEMP TABLE " + PART + " PARTITION OF " + CLONE + " " + bounds.group());
        open.execute("CREATE TEMP TABLE " + REST + " PARTITION OF " + CLONE + " DEFAULT");
        open.execute("SET LOCAL search_path TO ''");
        Optional<PartitionBounds> found = open
                .rows(
                        "SELECT pg_catalog.pg_get_partition_constraintdef(?::pg_catalog.regclass),"
                                + " pg_catalog.pg_get_partition_constraintdef(?::pg_catalog.regclass)",
                        row -> new PartitionBounds(bounds.group().strip(), row.text(1), row.text(2)),
                        PART,
                        REST)
                .stream()
                .findFirst();
        open.execute("SET LOCAL search_path TO DEFAULT");
        return found;
    }

    static Optional<PartitionBounds> of(PostgresSession open, Table partition) {
        return open
                .rows(
                        "SELECT pg_catalog.pg_get_expr(c.relpartbound, c.oid), pg_catalog.pg_get_partition_constraintdef(c.oid)"
                                + " FROM pg_catalog.pg_class c WHERE c.oid = ?::pg_catalog.regclass AND c.relispartition",
                        row -> new PartitionBounds(row.text(1), row.isNull(2) ? "" : row.text(2), /* elsewhere= */ ""),
                        Identifiers.quote(partition.name()))
                .stream()
                .filter(b -> !b.condition().isEmpty() && !b.condition().contains(OF_HASHES))
                .findFirst();
    }
}
