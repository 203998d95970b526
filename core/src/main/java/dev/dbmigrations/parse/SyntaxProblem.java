package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;

/**
 * A place in a statement where it stops being SQL.
 *
 * @param offset UTF-16 units before the place in the statement's text; the text's length when it ends too early
 * @param message what is wrong, in the server's own words where it has some
 */
public record SyntaxProblem(int offset, String message) {

    /**
     * The place in the file.
     *
     * @param text the statement
     * @param start where the statement begins
     */
    public Position in(String text, Position start) {
        int line = start.line();
        int column = start.column();
        int at = Math.min(offset, text.length());
        for (int i = 0; i < at; i += Character.charCount(text.codePointAt(i))) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            line += lineEnd ? 1 : 0;
            column = lineEnd ? 1 : column + 1;
        }
        return new Position(start.file(), line, column);
    }

    /** The line of the statement where the place is, and below it a caret under the place. */
    public String excerpt(String text) {
        int at = Math.min(offset, text.length());
        int from = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
        int to = at;
        while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
            to++;
        }
        String before = text.substring(from, at).replaceAll("[^\t]", " ");
        return text.substring(from, to) + "\n" + before + "^";
    }
}
