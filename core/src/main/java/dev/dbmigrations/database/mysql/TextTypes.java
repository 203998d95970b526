package dev.dbmigrations.database.mysql;

import java.util.Locale;

/** Types whose values a collation compares. */
final class TextTypes {

    private TextTypes() {}

    /** The value in a form in which equal means the very same: a collation may hold different texts equal, and two do not mix. */
    static String image(String expression, String type) {
        return isText(type) ? "CAST(CONVERT(" + expression + " USING utf8mb4) AS BINARY)" : "(" + expression + ")";
    }

    static boolean isText(String type) {
        String word = type.toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "");
        return word.endsWith("char") || word.endsWith("text") || word.equals("enum") || word.equals("set");
    }
}
