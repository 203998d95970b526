package dev.dbmigrations.parse;

/** Walks over the rows that follow a statement, part by part, up to a line of {@code \.} alone. */
final class Rows {

    /** A part ends with the first row that makes it as long, or inside a row that is longer still. */
    private static final int LONG_ENOUGH = 1 << 16;

    private static final int TOO_LONG = 1 << 18;

    private final Window window;
    private final Failures.Opening statement;
    private boolean atLineStart = true;

    Rows(Window window, Failures.Opening statement) {
        this.window = window;
        this.statement = statement;
    }

    /** The statement whose rows they are. */
    Failures.Opening statement() {
        return statement;
    }

    /** The length of the line that ends the rows if the piece begins with it, or 0. Its end may be CR LF, as psql has it. */
    int endLength() {
        return atLineStart ? endLength(0) : 0;
    }

    /** The length of the next part, or 0 if the text ends without a line that ends the rows. */
    int partLength() {
        int i = 0;
        boolean lineStart = atLineStart;
        while (i < LONG_ENOUGH || (!lineStart && i < TOO_LONG)) {
            if (lineStart && endLength(i) > 0) {
                break;
            }
            int c = window.at(i);
            if (c == Window.END) {
                return 0;
            }
            lineStart = c == '\n';
            i++;
        }
        if (Character.isHighSurrogate((char) window.at(i - 1)) && window.at(i) != Window.END) {
            i++;
            lineStart = false;
        }
        atLineStart = lineStart;
        return i;
    }

    private int endLength(int i) {
        if (window.at(i) != '\\' || window.at(i + 1) != '.') {
            return 0;
        }
        int third = window.at(i + 2);
        if (third == Window.END) {
            return 2;
        }
        if (third == '\n') {
            return 3;
        }
        return third == '\r' && window.at(i + 3) == '\n' ? 4 : 0;
    }
}
