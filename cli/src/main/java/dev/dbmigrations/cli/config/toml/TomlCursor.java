package dev.dbmigrations.cli.config.toml;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.cli.config.toml.TomlValue.Place;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Walks over the text of a file and says where it is. */
final class TomlCursor {

    static final int END = -1;

    private static final Pattern SECRET = Pattern.compile("(?i)passw|pwd|secret|token|://");

    private final String text;
    private final String file;
    private int at;

    TomlCursor(String text, String file) {
        this.text = text;
        this.file = file;
    }

    int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    int next() {
        int c = peek();
        at++;
        return c;
    }

    boolean lookingAt(String expected) {
        return text.startsWith(expected, at);
    }

    boolean skip(String expected) {
        boolean there = lookingAt(expected);
        at += there ? expected.length() : 0;
        return there;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Blanks, line ends and comments. */
    void skipLines() {
        skipBlanks();
        while (peek() == '#' || isLineEnd()) {
            if (!skipLineEnd()) {
                skipComment();
            }
            skipBlanks();
        }
    }

    boolean isLineEnd() {
        return peek() == '\n' || lookingAt("\r\n");
    }

    boolean skipLineEnd() {
        return skip("\n") || skip("\r\n");
    }

    /** What may stand behind a value: blanks and a comment, then the line must end. */
    void endLine() {
        skipBlanks();
        skipComment();
        if (peek() != END && !skipLineEnd()) {
            throw wrong("the line should end here", "write each key on a line of its own");
        }
    }

    private void skipComment() {
        if (peek() == '#') {
            while (peek() != END && !isLineEnd()) {
                at++;
            }
        }
    }

    /** The characters from here on of which all satisfy the test. */
    String take(IntPredicate wanted) {
        int from = at;
        while (peek() != END && wanted.test(peek())) {
            at++;
        }
        return text.substring(from, at);
    }

    Place place() {
        return place(at);
    }

    private Place place(int index) {
        int end = Math.min(index, text.length());
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Place(line, 1 + text.codePointCount(lineStart, end));
    }

    MigrationException wrong(String reason, String advice) {
        return wrongAt(place(), reason, advice);
    }

    MigrationException wrongAt(Place place, String reason, String advice) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-1401",
                "the configuration cannot be read",
                Fact.at("%s:%d:%d%s".formatted(file, place.line(), place.column(), excerpt(place))),
                Fact.why(reason),
                Fact.state("nothing was run"),
                Fact.next(advice));
    }

    /** Whether the line at a place may hold a secret, so that nothing behind its key may be repeated. */
    boolean mayHoldSecret(Place place) {
        return SECRET.matcher(line(place)).find();
    }

    private String excerpt(Place place) {
        String line = line(place);
        return mayHoldSecret(place)
                ? "\n" + line.replaceFirst("=.*", "= …")
                : "\n" + line + "\n" + " ".repeat(place.column() - 1) + "^";
    }

    private String line(Place place) {
        return text.lines().skip(place.line() - 1).findFirst().orElse("");
    }
}
