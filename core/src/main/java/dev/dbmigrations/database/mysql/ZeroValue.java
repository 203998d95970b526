package dev.dbmigrations.database.mysql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A literal of a type that can stand as its default without the table being written anew. */
final class ZeroValue {
    private static final Set<String> NUMBERS = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "integer",
            "bigint",
            "decimal",
            "numeric",
            "float",
            "double",
            "real",
            "bool",
            "boolean",
            "dec",
            "fixed",
            "bit");
    private static final Set<String> TEXTS = Set.of("char", "varchar", "binary", "varbinary", "set");
    private static final Pattern FIRST_MEMBER = Pattern.compile("(?i)enum\\s*\\(\\s*('(?:[^']|'')*')");

    private ZeroValue() {}

    /** Empty where the type has none: TEXT, BLOB, JSON and geometries take no literal for a default on MySQL. */
    static Optional<String> of(String type) {
        Matcher member = FIRST_MEMBER.matcher(type);
        if (member.lookingAt()) {
            return Optional.of(member.group(1));
        }
        String word = type.toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "");
        if (NUMBERS.contains(word)) {
            return Optional.of("0");
        }
        if (TEXTS.contains(word)) {
            return Optional.of("''");
        }
        return switch (word) {
            case "date" -> Optional.of("'1970-01-01'");
            case "datetime", "timestamp" -> Optional.of("'1970-01-02 00:00:00'");
            case "time" -> Optional.of("'00:00:00'");
            case "year" -> Optional.of("1970");
            default -> Optional.empty();
        };
    }
}
