package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.GivenValues;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of a plain {@code INSERT … VALUES}, told apart by a unique key whose values stand in it.
 *
 * <p>A row with such a value was not there before, or the statement would have failed: so those rows, and no others, are what it has added.
 * That does not hold where it passes over or changes rows that are there, nor where a trigger may write another value.
 */
final class GivenRows {
    /** A way back is read by people, and lies in the journal. */
    static final int MOST = 10_000;

    private static final Pattern WHOLE_NUMBER =
            Pattern.compile("(tiny|small|medium|big)?int(eger)?(\\(\\d+\\))?( unsigned)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile(
            "(?:character varying|varchar|character|char|tinytext|mediumtext|longtext|text|uuid)(?:\\((\\d+)\\))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,19}");
    private static final Pattern ZERO = Pattern.compile("-?0+");

    /** Without a backslash, which means this or that by the session's settings. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|'')*'");

    private final List<String> columns;
    private final List<List<String>> rows;

    private GivenRows(List<String> columns, List<List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    int count() {
        return rows.size();
    }

    /** Empty where the statement is another, or does more than to insert. */
    static Optional<GivenRows> in(String sql, Table table, Dialect dialect) {
        return dialect.givenValues(sql)
                .map(given -> new GivenRows(columns(given, table), given.rows()))
                .filter(given -> given.count() <= MOST
                        && given.rows.stream().allMatch(row -> row.size() <= given.columns.size()));
    }

    private static List<String> columns(GivenValues given, Table table) {
        return given.columns().isEmpty()
                ? table.columns().stream().map(Column::name).toList()
                : given.columns().stream().map(c -> stored(c, table)).toList();
    }

    /** Where the case of a column's name says nothing, the table tells how it is stored. */
    private static String stored(String written, Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        return names.contains(written)
                ? written
                : names.stream()
                        .filter(c -> c.equalsIgnoreCase(written))
                        .findFirst()
                        .orElse(written);
    }

    /** A statement that deletes them; empty where nothing that stands in them tells them apart. */
    Optional<String> deletion(Table table, Names names) {
        boolean isPlain = (table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED)
                && table.surroundings().triggers().isEmpty();
        return isPlain
                ? uniqueKeys(table)
                        .filter(key -> tellsApart(key, table))
                        .findFirst()
                        .map(key -> "DELETE FROM " + names.quote(table.name()) + " WHERE " + condition(key, names))
                : Optional.empty();
    }

    private static Stream<List<String>> uniqueKeys(Table table) {
        Stream<List<String>> primary = table.primaryKey().map(Constraint::columns).stream();
        Stream<List<String>> others = table.indexes().stream()
                .filter(i -> i.unique()
                        && i.valid()
                        && !i.hasExpression()
                        && Optional.ofNullable(i.shape().predicate()).orElse("").isEmpty())
                .map(Index::keyColumns);
        return Stream.concat(primary, others).filter(key -> !key.isEmpty());
    }

    private boolean tellsApart(List<String> key, Table table) {
        return key.stream().allMatch(name -> {
            int at = columns.indexOf(name);
            Optional<Column> column = table.column(name);
            return at >= 0
                    && column.isPresent()
                    && rows.stream().allMatch(row -> at < row.size() && staysAsWritten(row.get(at), column.get()));
        });
    }

    private static boolean staysAsWritten(String value, Column column) {
        if (WHOLE_NUMBER.matcher(column.type()).matches()) {
            boolean drawn = column.generation() != Column.Generation.PLAIN
                    && ZERO.matcher(value).matches();
            return DIGITS.matcher(value).matches() && !drawn;
        }
        Matcher text = TEXT.matcher(column.type());
        if (!text.matches() || !QUOTED.matcher(value).matches()) {
            return false;
        }
        String content = value.substring(1, value.length() - 1).replace("''", "'");
        return text.group(1) == null || content.codePointCount(0, content.length()) <= Integer.parseInt(text.group(1));
    }

    private String condition(List<String> key, Names names) {
        if (key.size() == 1) {
            int at = columns.indexOf(key.getFirst());
            return names.quote(key.getFirst()) + " IN ("
                    + rows.stream().map(row -> row.get(at)).collect(Collectors.joining(", ")) + ")";
        }
        return rows.stream()
                .map(row -> key.stream()
                        .map(c -> names.quote(c) + " = " + row.get(columns.indexOf(c)))
                        .collect(Collectors.joining(" AND ", "(", ")")))
                .collect(Collectors.joining(" OR "));
    }
}
