package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.MatchedKeys;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of either of two tables as a text, the same for the same values in the target's types. Whatever can hold a comma is
 * followed by its length, and NULL is no value of any type, so that no two rows have one text.
 */
record RowText(Names names, MatchedKeys keys, Table source, Table target) {
    private static final String NOTHING = "'N'";

    /** The parts for a column of the source. */
    List<String> ofSource(Matched matched) {
        Column to = target.needed(matched.column());
        Optional<Column> plain = keys.plain(source, matched.conversion());
        String value = isSame(matched) ? matched.conversion() : stored(matched.conversion(), plain, to.type());
        return parts(value, matched, characterSet(plain));
    }

    /** The parts for a column of the target. */
    List<String> ofTarget(Matched matched) {
        return parts(
                names.quote(matched.column()), matched, characterSet(Optional.of(target.needed(matched.column()))));
    }

    private boolean isSame(Matched matched) {
        String type = target.needed(matched.column()).type();
        return keys.plain(source, matched.conversion())
                .filter(from -> from.type().equals(type))
                .isPresent();
    }

    private boolean mayBeNull(Matched matched) {
        boolean never = keys.plain(source, matched.conversion())
                .filter(from -> !from.nullable())
                .isPresent();
        return target.needed(matched.column()).nullable() || !never;
    }

    /** The value as the target's column has it once it has been assigned. */
    private static String stored(String expression, Optional<Column> from, String type) {
        String word = word(type);
        return switch (word) {
            // A trailing blank is not kept.
            case "char" -> "trim(TRAILING ' ' FROM " + expression + ")";
            case "binary" -> "rpad(" + expression + ", " + length(type) + ", '\\0')";
            case "float" -> isFloat(from) ? expression : "CAST(" + expression + " AS FLOAT)";
            case "bit" -> "CAST(" + expression + " AS UNSIGNED)";
            case "json" -> "CAST(" + expression + " AS JSON)";
            default -> Casts.to(expression, type);
        };
    }

    private static boolean isFloat(Optional<Column> from) {
        return from.filter(c -> word(c.type()).equals("float")).isPresent();
    }

    private static String length(String type) {
        String digits = type.replaceAll("\\D", "");
        return digits.isEmpty() ? "1" : digits;
    }

    private List<String> parts(String value, Matched matched, String characterSet) {
        String type = target.needed(matched.column()).type();
        boolean listed = Members.areIn(type) && !isSame(matched);
        String shown = listed ? Members.numbered(value, type) : shown(value, type, characterSet);
        boolean nullable = mayBeNull(matched);
        if (listed || isBounded(type)) {
            return List.of(nullable ? "ifnull(" + shown + ", " + NOTHING + ")" : shown);
        }
        String length = "length(" + shown + ")";
        return nullable
                ? List.of("ifnull(" + shown + ", '')", "ifnull(" + length + ", " + NOTHING + ")")
                : List.of(shown, length);
    }

    private static String shown(String value, String type, String characterSet) {
        return switch (word(type)) {
            // As text a FLOAT has six digits only.
            case "float", "double" -> value + " * 1e0";
            case "bit" -> value + " + 0";
            case "json" -> "CAST(" + value + " AS CHAR)";
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" ->
                characterSet.equals("utf8mb4") ? value : "CONVERT(" + value + " USING utf8mb4)";
            default -> type.toLowerCase(Locale.ROOT).contains("zerofill") ? value + " + 0" : value;
        };
    }

    /** Whether no value's text holds a comma or is that for NULL. */
    private static boolean isBounded(String type) {
        return switch (word(type)) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "bit", "year" ->
                true;
            case "date", "time", "datetime", "timestamp" -> true;
            default -> false;
        };
    }

    private static String word(String type) {
        return type.toLowerCase(Locale.ROOT).replaceFirst("(?s)[^a-z].*", "");
    }

    private static String characterSet(Optional<Column> column) {
        return column.map(c -> c.extras().collation())
                .map(collation -> collation.replaceFirst("_.*", ""))
                .orElse("");
    }
}
