package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ranges by native row comparison, which a btree of the same columns serves as one scan, and by ctid where there is no
 * key (TID range scans exist since PostgreSQL 14).
 *
 * <p>Bounds stand in the SQL as literals without a type: the server gives each the type and collation of the column it
 * is compared with, which no cast written here could do for domains, {@code char(n)} or {@code citext}. Only a key column
 * of a composite type needs a type and is refused by the server.
 */
public final class PostgresKeyRanges implements KeyRanges {
    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
    private final Names names;

    public PostgresKeyRanges(Names names) {
        this.names = names;
    }

    @Override
    public String within(Walk walk, List<String> from, List<String> to) {
        String after = from.isEmpty() ? "" : walk.isPhysical() ? tid(walk, ">=", from) : compared(walk, ">", from);
        String upTo = to.isEmpty() ? "" : walk.isPhysical() ? tid(walk, "<", to) : compared(walk, "<=", to);
        if (after.isEmpty() || upTo.isEmpty()) {
            return after.isEmpty() && upTo.isEmpty() ? "true" : after + upTo;
        }
        return after + " AND " + upTo;
    }

    private static String tid(Walk walk, String operator, List<String> pages) {
        return walk.alias() + ".ctid " + operator + " '(" + Long.parseUnsignedLong(pages.getFirst()) + ",0)'::tid";
    }

    private String compared(Walk walk, String operator, List<String> values) {
        String literals = values.stream().map(names::literal).collect(Collectors.joining(", "));
        return row(columns(walk, ""), values.size()) + " " + operator + " " + row(literals, values.size());
    }

    private static String row(String list, int size) {
        return size == 1 ? list : "(" + list + ")";
    }

    private String columns(Walk walk, String suffix) {
        return walk.key().stream()
                .map(column -> walk.alias() + "." + names.quote(column) + suffix)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String boundary(Walk walk, List<String> from, List<String> to, long nth) {
        return "SELECT " + columns(walk, "::text") + table(walk) + " WHERE " + within(walk, from, to) + " ORDER BY "
                + columns(walk, "") + " LIMIT 1 OFFSET " + (nth - 1);
    }

    @Override
    public String last(Walk walk) {
        return "SELECT " + columns(walk, "::text") + table(walk) + " ORDER BY " + columns(walk, " DESC") + " LIMIT 1";
    }

    private String table(Walk walk) {
        return " FROM " + names.quote(walk.table()) + " AS " + walk.alias();
    }

    /** The pages of the longest of all partitions and children, because a range of pages is one of each of them. */
    @Override
    public String pages(Walk walk) {
        String root = names.literal(names.quote(walk.table())) + "::regclass::oid";
        return "WITH RECURSIVE parts(id) AS (SELECT " + root
                + " UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN parts ON i.inhparent = parts.id)"
                + " SELECT coalesce(max((pg_catalog.pg_relation_size(id) + block - 1) / block), 0)::bigint FROM parts,"
                + " (SELECT pg_catalog.current_setting('block_size')::bigint AS block) AS setting";
    }

    /** The empty first branch gives the literals of the others their types and collations. */
    @Override
    public String inOrder(Walk walk, List<List<String>> keys) {
        String first = "SELECT -1, " + columns(walk, "") + table(walk) + " WHERE false";
        String rows = IntStream.range(0, keys.size())
                .mapToObj(i -> " UNION ALL SELECT " + i + ", "
                        + keys.get(i).stream().map(names::literal).collect(Collectors.joining(", ")))
                .collect(Collectors.joining());
        String order = IntStream.range(0, walk.key().size())
                .mapToObj(i -> Integer.toString(i + 2))
                .collect(Collectors.joining(", "));
        return "SELECT * FROM (" + first + rows + ") AS bounds ORDER BY " + order;
    }

    @Override
    public boolean isWholeNumber(Column column) {
        return WHOLE.contains(column.type());
    }
}
