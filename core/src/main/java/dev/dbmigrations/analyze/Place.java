package dev.dbmigrations.analyze;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a finding points: some words of a statement.
 *
 * @param position of the first of the words
 * @param lines of the statement as far as it is shown; the words stand in the last
 * @param offset where in that line they begin, from 0
 * @param length in characters
 */
public record Place(Position position, List<String> lines, int offset, int length) {
    private static final String LEFT_OUT = "…";

    public Place {
        lines = List.copyOf(lines);
    }

    /** The place of the words in the clause, as {@code SET NOT NULL}; failing that, the beginning of the statement. */
    public static Place of(Statement statement, Clause clause, String words) {
        String text = statement.text();
        Matcher found = pattern(words).matcher(text);
        if (found.find(clauseStart(text, clause.sql())) || found.find(0)) {
            return at(statement, found.start(), found.end());
        }
        return firstWord(statement);
    }

    public static Place firstWord(Statement statement) {
        Matcher word = Pattern.compile("\\w+").matcher(statement.text());
        return word.find() ? at(statement, word.start(), word.end()) : at(statement, 0, 0);
    }

    private static Pattern pattern(String words) {
        String spaced = Arrays.stream(words.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        return Pattern.compile("(?<!\\w)" + spaced + "(?!\\w)", Pattern.CASE_INSENSITIVE);
    }

    /** A clause's own SQL ends with the clause as it is written; the longest such ending tells where it begins. */
    private static int clauseStart(String text, String clauseSql) {
        Matcher word = Pattern.compile("\\S+").matcher(clauseSql);
        while (word.find()) {
            int start = text.indexOf(clauseSql.substring(word.start()));
            if (start >= 0) {
                return start;
            }
        }
        return 0;
    }

    private static Place at(Statement statement, int start, int end) {
        String text = statement.text();
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int newline = text.indexOf('\n', start);
        int lineEnd = newline < 0 ? text.length() : newline;
        List<String> lines = new ArrayList<>();
        int skipped = (int)
                text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        if (skipped > 0) {
            lines.add(shown(text.substring(0, text.indexOf('\n'))));
        }
        if (skipped > 1) {
            lines.add(LEFT_OUT);
        }
        lines.add(shown(text.substring(lineStart, lineEnd)) + (newline < 0 ? ";" : ""));
        Position begin = statement.position();
        Position position = skipped == 0
                ? new Position(begin.file(), begin.line(), begin.column() + start)
                : new Position(begin.file(), begin.line() + skipped, start - lineStart + 1);
        return new Place(position, lines, start - lineStart, Math.min(end, lineEnd) - start);
    }

    private static String shown(String line) {
        return line.replace('\t', ' ').stripTrailing();
    }
}
