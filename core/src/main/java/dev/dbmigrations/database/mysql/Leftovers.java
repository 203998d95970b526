package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows that a {@code TRUNCATE} has left in the table that is kept in step, for it fires no trigger here. None of them is in
 * the table that clients write to any more, so a look at both ends of the key finds them.
 */
record Leftovers(Names names, SecondTable table) {
    private static final int LOOKED_AT = 1_000;
    private static final String ENDS = "db_migrations_ends";

    /** Whether a row of either table is found in the other by the value of its own key. */
    boolean canBeFound() {
        List<String> before = table.rows().key().before();
        List<String> after = table.rows().key().after();
        return IntStream.range(0, after.size())
                .allMatch(i ->
                        MySqlRows.expression(table.rows().forth(), after.get(i)).equals(names.quote(before.get(i))));
    }

    /** Before the exchange: {@code FROM … WHERE …}. */
    String inSecond() {
        SecondTable.Key key = table.rows().key();
        return of(table.second(names), key.after(), key.before());
    }

    /** After the exchange. */
    String inFormer() {
        SecondTable.Key key = table.rows().key();
        return of(table.former(names), key.before(), key.after());
    }

    private String of(TableName kept, List<String> key, List<String> written) {
        String name = names.quote(table.name());
        String found = IntStream.range(0, key.size())
                .mapToObj(i -> name + "." + names.quote(written.get(i)) + " = " + ENDS + "." + names.quote(key.get(i)))
                .collect(Collectors.joining(" AND "));
        return "FROM ((" + end(kept, key, "") + ") UNION ALL (" + end(kept, key, " DESC") + ")) AS " + ENDS
                + " WHERE NOT EXISTS (SELECT 1 FROM " + name + " WHERE " + found + ")";
    }

    private String end(TableName kept, List<String> key, String direction) {
        return "SELECT " + names.list(key) + " FROM " + names.quote(kept) + " ORDER BY "
                + key.stream().map(c -> names.quote(c) + direction).collect(Collectors.joining(", ")) + " LIMIT "
                + LOOKED_AT;
    }

    /** The key of such a row as one text. */
    static String shown(Names names, List<String> key) {
        return "concat_ws(', ', "
                + key.stream().map(c -> ENDS + "." + names.quote(c)).collect(Collectors.joining(", ")) + ")";
    }
}
