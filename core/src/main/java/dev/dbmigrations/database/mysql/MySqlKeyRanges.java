package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ranges by comparisons written out column by column: these servers read a whole index for a comparison of rows (MySQL 8.0
 * manual, 8.2.1.22). There are no physical ranges: a table without a key is walked in one piece.
 *
 * <p>Bounds stand in the SQL as literals, compared under the column's own type and collation; bytes as hexadecimal.
 */
public final class MySqlKeyRanges implements KeyRanges {
    private static final Pattern WHOLE =
            Pattern.compile("(tinyint|smallint|mediumint|int|bigint)(\\(\\d+\\))?( unsigned)?( zerofill)?");
    private final Names names;

    public MySqlKeyRanges(Names names) {
        this.names = names;
    }

    @Override
    public String within(Walk walk, List<String> from, List<String> to) {
        if (walk.isPhysical()) {
            return "true";
        }
        List<String> conditions = new ArrayList<>();
        if (!from.isEmpty()) {
            conditions.add(compared(walk, from, ">", ">"));
        }
        if (!to.isEmpty()) {
            conditions.add(compared(walk, to, "<", "<="));
        }
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    /** {@code (a > 1 OR (a = 1 AND (b > 2)))}, and before it {@code a >= 1}, which every version can use the index for. */
    private String compared(Walk walk, List<String> bound, String strict, String last) {
        String condition = "";
        for (int i = bound.size() - 1; i >= 0; i--) {
            String column = column(walk, i);
            String literal = literal(bound.get(i));
            if (i == bound.size() - 1) {
                condition = column + " " + last + " " + literal;
            } else {
                condition = "(" + column + " " + strict + " " + literal + " OR (" + column + " = " + literal + " AND "
                        + condition + "))";
            }
        }
        if (bound.size() > 1) {
            condition = column(walk, 0) + " " + strict + "= " + literal(bound.getFirst()) + " AND " + condition;
        }
        return condition;
    }

    private String column(Walk walk, int i) {
        return walk.alias() + "." + names.quote(walk.key().get(i));
    }

    /** Bounds are read as text: bytes come as {@code 0x…}, a text that would look like a mark behind {@code 0t}. */
    private String literal(String bound) {
        if (bound.startsWith("0t")) {
            return names.literal(bound.substring(2));
        }
        return bound.startsWith("0x") ? bound : names.literal(bound);
    }

    private String columns(Walk walk, String suffix) {
        return IntStream.range(0, walk.key().size())
                .mapToObj(i -> column(walk, i) + suffix)
                .collect(Collectors.joining(", "));
    }

    /** Bytes are no text: they are carried as hexadecimal where they are not printable or look like a mark. */
    private String asTexts(Walk walk) {
        return IntStream.range(0, walk.key().size())
                .mapToObj(i -> asText(column(walk, i)))
                .collect(Collectors.joining(", "));
    }

    private static String asText(String column) {
        String marked = "(" + column + " LIKE '0x%' OR " + column + " LIKE '0t%')";
        return "CASE WHEN charset(" + column + ") = 'binary' AND (hex(concat(" + column
                + ", '')) NOT REGEXP '^([2-6].|7[0-9A-E])*$' OR " + marked + ") THEN concat('0x', hex(" + column
                + ")) WHEN " + marked + " THEN concat('0t', " + column + ") ELSE cast(" + column + " AS char) END";
    }

    @Override
    public String boundary(Walk walk, List<String> from, List<String> to, long nth) {
        return "SELECT " + asTexts(walk) + table(walk) + " WHERE " + within(walk, from, to) + " ORDER BY "
                + columns(walk, "") + " LIMIT 1 OFFSET " + (nth - 1);
    }

    @Override
    public String last(Walk walk) {
        return "SELECT " + asTexts(walk) + table(walk) + " ORDER BY " + columns(walk, " DESC") + " LIMIT 1";
    }

    private String table(Walk walk) {
        return " FROM " + names.quote(walk.table()) + " AS " + walk.alias();
    }

    /** One piece. */
    @Override
    public String pages(Walk walk) {
        return "SELECT 1";
    }

    @Override
    public String inOrder(Walk walk, List<List<String>> keys) {
        String first = "SELECT -1 AS n, " + columns(walk, "") + table(walk) + " WHERE false";
        String rows = IntStream.range(0, keys.size())
                .mapToObj(i -> " UNION ALL SELECT " + i + ", "
                        + keys.get(i).stream().map(this::literal).collect(Collectors.joining(", ")))
                .collect(Collectors.joining());
        String order = walk.key().stream().map(key -> asTyped(walk, key)).collect(Collectors.joining(", "));
        return "SELECT * FROM (" + first + rows + ") AS bounds ORDER BY " + order;
    }

    /** Beside texts a union makes texts of numbers and times, and they would be ordered as such. */
    private String asTyped(Walk walk, String key) {
        String bound = "bounds." + names.quote(key);
        String type = "(SELECT data_type FROM information_schema.columns WHERE table_schema = "
                + names.literal(walk.table().schema()) + " AND table_name = "
                + names.literal(walk.table().name()) + " AND column_name = " + names.literal(key) + ")";
        return "CASE WHEN " + type + " = 'time' THEN time_to_sec(" + bound + ") WHEN " + type + " REGEXP 'int|decimal'"
                + " THEN cast(" + bound + " AS decimal(65, 30)) END, " + bound;
    }

    /** Members are ordered by their number and compared by their name; the text of a float is not the very number. */
    @Override
    public boolean isWalkable(Column column) {
        return !column.type().matches("(?is)(enum|set|float|double|real)\\b.*");
    }

    @Override
    public boolean isWholeNumber(Column column) {
        return WHOLE.matcher(column.type()).matches();
    }
}
