package dev.dbmigrations.database.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash of one column's value: different for every two values that a client could tell apart, which equality is not for
 * {@code numeric} ({@code 1.0} and {@code 1.00}), floats (0 and -0), {@code citext} or collations that ignore case.
 */
final class ColumnHash {
    private static final Pattern PRECISION = Pattern.compile("\\(\\d+(,-?\\d+)?\\)");

    /** What a NULL counts for, times the number of its column. */
    private static final long NOTHING = 0x9E3779B97F4A7C15L;

    private ColumnHash() {}

    /**
     * @param type as {@code format_type} prints it
     * @param seed of the column, from 1
     */
    static String of(String value, String type, int seed) {
        return "coalesce(" + hash(value, type, seed) + ", '" + (NOTHING * seed) + "'::int8)";
    }

    private static String hash(String value, String type, int seed) {
        Matcher precise = PRECISION.matcher(type);
        return switch (precise.replaceAll("")) {
            case "smallint" -> call("hashint2extended", value, seed);
            case "integer" -> call("hashint4extended", value, seed);
            // The function folds the number to 32 bits, for the sake of its being equal to a smaller integer.
            case "bigint" -> call("hashint8extended", value, seed) + " # " + value;
            case "boolean" -> call("hashint4extended", "(" + value + ")::int4", seed);
            case "uuid" -> call("uuid_hash_extended", value, seed);
            case "timestamp without time zone" -> call("timestamp_hash_extended", value, seed);
            case "timestamp with time zone" -> call("timestamp_hash_extended", "timezone('UTC', " + value + ")", seed);
            case "date", "time without time zone", "bytea" ->
                "CASE WHEN " + value + " IS NOT NULL THEN " + call("hash_array_extended", "ARRAY[" + value + "]", seed)
                        + " END";
            case "text", "character varying", "character" -> text("(" + value + ")::text", seed);
            // The bits, whatever number of digits the session prints.
            case "real" -> text("encode(float4send(" + value + "), 'hex')", seed);
            case "double precision" -> text("encode(float8send(" + value + "), 'hex')", seed);
            default -> text("(" + value + ")::text", seed);
        };
    }

    /** By its bytes, whatever its collation holds equal. */
    private static String text(String value, int seed) {
        return call("hashtextextended", value + " COLLATE \"C\"", seed);
    }

    private static String call(String function, String value, int seed) {
        return "pg_catalog." + function + "(" + value + ", " + seed + ")";
    }
}
