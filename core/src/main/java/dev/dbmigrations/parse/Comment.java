package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;

/**
 * A comment beside or inside a statement.
 *
 * @param text with its marks, without the end of its line
 * @param position where it begins
 * @param place where it stands
 */
public record Comment(String text, Position position, Place place) {

    /** Where a comment stands, seen from its statement. */
    public enum Place {
        BEFORE,
        INSIDE,
        /** After the terminator, on the same line. */
        AFTER
    }

    /** What it says: without its marks and the blanks around. */
    public String body() {
        String inner = text.startsWith("/*")
                ? text.substring(2, text.length() - 2)
                : text.substring(text.startsWith("#") ? 1 : 2);
        return inner.strip();
    }
}
