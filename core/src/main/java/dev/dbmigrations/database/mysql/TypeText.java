package dev.dbmigrations.database.mysql;

import java.util.Locale;
import java.util.Map;

/** A type in the form in which two spellings of the same are equal. */
final class TypeText {
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("integer", "int"),
            Map.entry("int4", "int"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("int1", "tinyint"),
            Map.entry("middleint", "mediumint"),
            Map.entry("numeric", "decimal"),
            Map.entry("dec", "decimal"),
            Map.entry("fixed", "decimal"),
            Map.entry("bool", "tinyint"),
            Map.entry("boolean", "tinyint"),
            Map.entry("character varying", "varchar"),
            Map.entry("national varchar", "varchar"),
            Map.entry("character", "char"),
            Map.entry("real", "double"),
            Map.entry("double precision", "double"));

    private TypeText() {}

    /** Without the display width of whole numbers, which means nothing. Members of ENUM and SET keep their case. */
    static String normal(String type) {
        int open = type.indexOf('(');
        String word = (open < 0 ? type : type.substring(0, open)).strip().toLowerCase(Locale.ROOT);
        String arguments = open < 0 ? "" : type.substring(open, type.indexOf(')', open) + 1);
        boolean members = word.equals("enum") || word.equals("set");
        if (members) {
            return word + type.substring(open).strip();
        }
        String behind = open < 0 ? "" : type.substring(type.indexOf(')', open) + 1);
        if (open < 0 && word.contains(" ") && !SYNONYMS.containsKey(word)) {
            behind = word.substring(word.indexOf(' '));
            word = word.substring(0, word.indexOf(' '));
        }
        String name = SYNONYMS.getOrDefault(word, word);
        String kept = name.endsWith("int") ? "" : arguments.replaceAll("\\s", "");
        if (name.equals("decimal") && kept.isEmpty()) {
            kept = "(10,0)";
        }
        String options = behind.toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replace("character set", "charset")
                .strip();
        return (name + kept + " " + options).strip();
    }
}
