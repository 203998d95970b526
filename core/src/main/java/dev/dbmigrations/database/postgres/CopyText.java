package dev.dbmigrations.database.postgres;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code COPY … FROM stdin} with the data lines that follow it, as pg_dump writes them and psql reads them.
 *
 * @param command without terminator
 * @param data the lines, without the {@code \.} that ends them
 */
record CopyText(String command, String data) {

    private static final Pattern COPY = Pattern.compile("COPY\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM_STDIN = Pattern.compile("\\sFROM\\s+STDIN\\b", Pattern.CASE_INSENSITIVE);
    private static final String END = "\\.";

    static Optional<CopyText> of(String sql) {
        int start = afterBlanks(sql, 0);
        if (!COPY.matcher(sql).region(start, sql.length()).lookingAt()) {
            return Optional.empty();
        }
        int end = start;
        StringBuilder unquoted = new StringBuilder();
        while (end < sql.length() && sql.charAt(end) != ';') {
            int next = afterPiece(sql, end);
            unquoted.append(next == end + 1 ? sql.charAt(end) : ' ');
            end = next;
        }
        if (!FROM_STDIN.matcher(unquoted).find()) {
            return Optional.empty();
        }
        return Optional.of(new CopyText(sql.substring(start, end), dataAfter(sql, end)));
    }

    private static String dataAfter(String sql, int terminator) {
        int lineEnd = sql.indexOf('\n', Math.min(terminator, sql.length()));
        String data = lineEnd < 0 ? "" : sql.substring(lineEnd + 1);
        String trimmed = data.stripTrailing();
        boolean ended = trimmed.equals(END) || trimmed.endsWith("\n" + END);
        return ended ? trimmed.substring(0, trimmed.length() - END.length()) : data;
    }

    private static int afterBlanks(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            int next = Character.isWhitespace(sql.charAt(at)) ? at + 1 : afterComment(sql, at);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Where the quoted text, comment or single character at this place ends. */
    private static int afterPiece(String sql, int at) {
        char first = sql.charAt(at);
        if (first == '\'' || first == '"') {
            return afterQuoted(sql, at);
        }
        return Math.max(at + 1, afterComment(sql, at));
    }

    private static int afterComment(String sql, int at) {
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end + 1;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at;
    }

    /** A doubled quote ends one piece and begins the next, which comes to the same. */
    private static int afterQuoted(String sql, int at) {
        boolean backslashes = sql.charAt(at) == '\'' && at > 0 && "eE".indexOf(sql.charAt(at - 1)) >= 0;
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != sql.charAt(at)) {
            end += backslashes && sql.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, sql.length());
    }
}
