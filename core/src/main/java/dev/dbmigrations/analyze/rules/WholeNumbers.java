package dev.dbmigrations.analyze.rules;

import java.util.Locale;

/** The types of whole numbers, however they are spelled. */
final class WholeNumbers {

    private WholeNumbers() {}

    /** The type as the server prints it; empty for any that is no whole number. */
    static String named(String type) {
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "smallint", "int2", "smallserial", "serial2" -> "smallint";
            case "integer", "int", "int4", "serial", "serial4" -> "integer";
            case "bigint", "int8", "bigserial", "serial8" -> "bigint";
            default -> "";
        };
    }
}
