package dev.dbmigrations.database.postgres.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as written or as the server prints it, taken apart so that two spellings compare equal.
 *
 * @param base the short name, lower case: {@code varchar}, {@code timestamptz}, {@code numeric}
 * @param modifiers the numbers in parentheses
 * @param suffix what else belongs to it: array brackets, or the fields of an interval
 */
public record TypeText(String base, List<Integer> modifiers, String suffix) {

    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(-?\\d+(?:\\s*,\\s*-?\\d+)*)\\s*\\)");
    private static final Pattern BRACKETS = Pattern.compile("(\\[\\d*]\\s*)+$|\\s+array(\\s*\\[\\d*])?$");
    private static final Pattern FIELDS = Pattern.compile(
            "^interval\\s+((?:year|month|day|hour|minute|second)(?:\\s+to\\s+(?:month|hour|minute|second))?)$");

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("bit varying", "varbit"));

    public TypeText {
        modifiers = List.copyOf(modifiers);
    }

    /** Takes a type apart. */
    public static TypeText of(String written) {
        String text = written.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        boolean array = BRACKETS.matcher(text).find();
        text = BRACKETS.matcher(text).replaceFirst("").strip();
        List<Integer> modifiers = new ArrayList<>();
        Matcher numbers = MODIFIERS.matcher(text);
        if (numbers.find()) {
            for (String number : numbers.group(1).split(",")) {
                modifiers.add(Integer.valueOf(number.strip()));
            }
            text = numbers.replaceFirst(" ").replaceAll("\\s+", " ").strip();
        }
        Matcher fields = FIELDS.matcher(text);
        String suffix = array ? "[]" : "";
        if (fields.matches()) {
            suffix = fields.group(1) + suffix;
            text = "interval";
        }
        String base =
                SHORT.getOrDefault(text.replaceFirst("^pg_catalog\\.", ""), text.replaceFirst("^pg_catalog\\.", ""));
        if (base.equals("bpchar") && !modifiers.isEmpty()) {
            base = "char";
        }
        return new TypeText(base, withDefaults(base, modifiers), suffix);
    }

    /** What the standard says when nothing is written: {@code char} is {@code char(1)}, {@code numeric(p)} has scale 0. */
    private static List<Integer> withDefaults(String base, List<Integer> written) {
        return switch (base) {
            case "char", "bit" -> written.isEmpty() ? List.of(1) : written;
            case "numeric" -> written.size() == 1 ? List.of(written.getFirst(), 0) : written;
            default -> written;
        };
    }

    /** Whether it is an array of that type. */
    public boolean isArray() {
        return suffix.endsWith("[]");
    }

    /** The first modifier, or the largest number there is when the type is unbounded. */
    public int length() {
        return modifiers.isEmpty() ? Integer.MAX_VALUE : modifiers.getFirst();
    }

    /** Whether no length or precision is said. */
    public boolean isUnbounded() {
        return modifiers.isEmpty();
    }
}
