package dev.dbmigrations.cli.terminal;

import java.io.PrintStream;

/**
 * The last line of a terminal, which is drawn again and again while lines that stay are printed above it. Thread-safe.
 *
 * <p>On a stream that is no terminal nothing is drawn, and lines are just printed.
 */
public final class LiveLine {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream stream;
    private final Screen screen;
    private String drawn = "";

    public LiveLine(PrintStream stream, Screen screen) {
        this.stream = stream;
        this.screen = screen;
    }

    /** Shows this text in place of what was shown; longer ones are cut to what fits. */
    public synchronized void draw(String text) {
        if (screen.isTerminal() && !text.equals(drawn)) {
            drawn = text;
            stream.print(CLEAR + fitting(text));
            stream.flush();
        }
    }

    /** Prints a line that stays. */
    public synchronized void print(String line) {
        if (drawn.isEmpty()) {
            stream.println(line);
        } else {
            stream.print(CLEAR + line + System.lineSeparator() + fitting(drawn));
        }
        stream.flush();
    }

    /** Shows nothing any more. */
    public synchronized void clear() {
        if (!drawn.isEmpty()) {
            stream.print(CLEAR);
            stream.flush();
            drawn = "";
        }
    }

    /** Codes for colours take no room. The last column stays free, where many terminals begin a new line. */
    private String fitting(String text) {
        int room = screen.columns().orElse(Integer.MAX_VALUE) - 1;
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '\u001b') {
                int end = text.indexOf('m', at) + 1;
                shown.append(text, at, end);
                at = end;
                continue;
            }
            if (room-- > 0) {
                shown.append(text.charAt(at));
            }
            at++;
        }
        return shown.toString();
    }
}
