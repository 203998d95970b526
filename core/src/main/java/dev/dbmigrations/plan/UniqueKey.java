package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a unique key tells rows apart by.
 *
 * @param labels its parts for people
 * @param parts its parts as expressions of a row
 * @param predicate which rows it is about, as an expression; empty for all
 * @param nulls whether two NULLs count as the same
 */
record UniqueKey(List<String> labels, List<String> parts, String predicate, Nulls nulls) {

    /** Whether two NULLs count as the same. */
    enum Nulls {
        DISTINCT,
        EQUAL
    }

    private static final Pattern DIRECTION = Pattern.compile("(?i)(\\s+(ASC|DESC))?(\\s+NULLS\\s+(FIRST|LAST))?\\s*$");
    private static final Pattern OPERATOR_CLASS =
            Pattern.compile("(?is)^(.*\\S)\\s+[\\w.]*_ops\\s*(\\([^()]*\\))?\\s*$");
    private static final Pattern BEGINNING = Pattern.compile("^([`\"]?)([^`\"()]+)\\1\\s*\\(\\s*(\\d+)\\s*\\)$");
    private static final Pattern WHERE =
            Pattern.compile("(?is)\\)\\s*(?:[^()']*\\([^()]*\\))*[^()']*?\\bWHERE\\b(.*)$");
    private static final Pattern NULLS_EQUAL = Pattern.compile("(?i)\\bNULLS\\s+NOT\\s+DISTINCT\\b");

    /** A key of columns. */
    static UniqueKey of(List<String> columns, Names names) {
        return new UniqueKey(columns, columns.stream().map(names::quote).toList(), "", Nulls.DISTINCT);
    }

    /**
     * A key as written, with whatever stands around its parentheses.
     *
     * @param columns those of its parts that are columns
     */
    static UniqueKey of(String tail, List<String> columns, Table table, Names names) {
        Nulls nulls = NULLS_EQUAL.matcher(tail).find() ? Nulls.EQUAL : Nulls.DISTINCT;
        String predicate = predicate(tail);
        List<String> written = KeyParts.keyOf(tail);
        if (written.size() == columns.size() && predicate.isEmpty() && arePlain(written)) {
            UniqueKey plain = of(columns, names);
            return new UniqueKey(plain.labels, plain.parts, "", nulls);
        }
        List<String> parts =
                written.stream().map(part -> expression(part, table)).toList();
        return new UniqueKey(parts, parts, predicate, nulls);
    }

    private static boolean arePlain(List<String> written) {
        return written.stream()
                .allMatch(p -> !p.contains("(") && !p.toUpperCase(Locale.ROOT).contains(" COLLATE "));
    }

    /** {@code c(10)} is the beginning of a column where there is one of that name. */
    private static boolean isBeginning(String part, Table table) {
        Matcher beginning = BEGINNING.matcher(part);
        return beginning.matches() && table.column(beginning.group(2)).isPresent();
    }

    private static String expression(String part, Table table) {
        String bare = DIRECTION.matcher(part).replaceFirst("").strip();
        Matcher operators = OPERATOR_CLASS.matcher(bare);
        String value = operators.matches() ? operators.group(1).strip() : bare;
        Matcher beginning = BEGINNING.matcher(value);
        return isBeginning(value, table) && beginning.matches()
                ? "left(" + beginning.group(1) + beginning.group(2) + beginning.group(1) + ", " + beginning.group(3)
                        + ")"
                : value;
    }

    private static String predicate(String tail) {
        int end = KeyParts.endOf(tail);
        if (end < 0 || !tail.substring(end).toLowerCase(Locale.ROOT).contains("where")) {
            return "";
        }
        Matcher where = WHERE.matcher(tail.substring(end - 1));
        return where.find() ? where.group(1).strip() : "";
    }

    /** Whether its parts are columns, which go by their own names in a query. */
    boolean isPlain() {
        return !parts.equals(labels) || parts.stream().allMatch(p -> p.matches("\\w+"));
    }

    /** Of the rows that it is about; empty for all rows. */
    String condition() {
        Stream<String> present =
                nulls == Nulls.EQUAL ? Stream.of() : parts.stream().map(p -> p + " IS NOT NULL");
        Stream<String> chosen = predicate.isEmpty() ? Stream.of() : Stream.of("(" + predicate + ")");
        return Stream.concat(present, chosen).collect(Collectors.joining(" AND "));
    }
}
