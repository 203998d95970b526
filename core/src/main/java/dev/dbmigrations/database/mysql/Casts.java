package dev.dbmigrations.database.mysql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an assignment to a column makes of a value, as far as these servers have a cast for it (MySQL 8.0 manual, 12.11). */
final class Casts {
    private static final Pattern TYPE = Pattern.compile("(?is)([a-z]+)\\s*(\\([^)]*\\))?(.*)");

    private Casts() {}

    /** The value as it is where a type cannot be named in a cast. */
    static String to(String expression, String type) {
        Matcher parts = TYPE.matcher(type);
        if (!parts.matches()) {
            return expression;
        }
        String arguments = parts.group(2) == null ? "" : parts.group(2);
        String target = switch (parts.group(1).toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "integer", "bigint" ->
                parts.group(3).toLowerCase(Locale.ROOT).contains("unsigned") ? "UNSIGNED" : "SIGNED";
            case "decimal", "numeric", "dec", "fixed" -> "DECIMAL" + arguments;
            case "datetime", "timestamp" -> "DATETIME" + arguments;
            case "date" -> "DATE";
            case "time" -> "TIME" + arguments;
            default -> "";
        };
        return target.isEmpty() ? expression : "CAST(" + expression + " AS " + target + ")";
    }
}
