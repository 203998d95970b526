package dev.dbmigrations.cli.config.toml;

/** Reads texts in quotes, of each of TOML's four kinds. */
final class TomlText {

    private static final String QUOTE_IT = "close the text with the quote that begins it";

    private final TomlCursor cursor;

    TomlText(TomlCursor cursor) {
        this.cursor = cursor;
    }

    boolean isNext() {
        return cursor.peek() == '"' || cursor.peek() == '\'';
    }

    /** A text in one or three quotes. */
    String read() {
        for (String quote : new String[] {"\"\"\"", "'''"}) {
            if (cursor.skip(quote)) {
                cursor.skipLineEnd();
                return severalLines(quote);
            }
        }
        return oneLine();
    }

    /** A text in one quote, on one line. */
    String oneLine() {
        int quote = cursor.next();
        StringBuilder text = new StringBuilder();
        while (cursor.peek() != quote) {
            if (cursor.peek() == TomlCursor.END || cursor.isLineEnd()) {
                throw cursor.wrong("the text is never closed", QUOTE_IT);
            }
            character(text, quote == '"');
        }
        cursor.next();
        return text.toString();
    }

    private String severalLines(String quote) {
        StringBuilder text = new StringBuilder();
        while (!cursor.skip(quote)) {
            if (cursor.peek() == TomlCursor.END) {
                throw cursor.wrong("the text is never closed", QUOTE_IT);
            }
            boolean escapes = quote.equals("\"\"\"");
            if (escapes && cursor.lookingAt("\\") && continuesOnNextLine()) {
                continue;
            }
            character(text, escapes);
        }
        // Up to two quotes may stand before the closing three.
        while (cursor.peek() == quote.charAt(0)) {
            text.append((char) cursor.next());
        }
        return text.toString();
    }

    /** A backslash at the end of a line swallows the line end and the blanks that follow. */
    private boolean continuesOnNextLine() {
        if (!cursor.lookingAt("\\\n") && !cursor.lookingAt("\\\r\n")) {
            return false;
        }
        cursor.next();
        cursor.take(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
        return true;
    }

    private void character(StringBuilder text, boolean escapes) {
        int c = cursor.next();
        if (c == '\\' && escapes) {
            text.appendCodePoint(escaped());
        } else {
            text.append((char) c);
        }
    }

    private int escaped() {
        int c = cursor.next();
        return switch (c) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case '"' -> '"';
            case '\\' -> '\\';
            case 'u' -> unicode(4);
            case 'U' -> unicode(8);
            default ->
                throw cursor.wrong(
                        "there is no such escape", "write \\\\ for a backslash, or put the text in single quotes");
        };
    }

    private int unicode(int digits) {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < digits && Character.digit(cursor.peek(), 16) >= 0) {
            hex.append((char) cursor.next());
        }
        int codePoint = hex.length() == digits ? (int) Long.parseLong(hex.toString(), 16) : -1;
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (!Character.isValidCodePoint(codePoint) || surrogate) {
            throw cursor.wrong("this is no character", "write \\u and four digits, or \\U and eight");
        }
        return codePoint;
    }
}
