package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the lines of a script that tell its client where statements end: {@code DELIMITER //} and {@code GO 5}. */
final class ScriptLines {

    /** What follows GO: a count, and a comment. */
    private static final Pattern BATCH_END =
            Pattern.compile("[ \\t]*(?<count>\\d{1,9})?[ \\t]*(?:--.*|/\\*(?:(?!\\*/).)*\\*/[ \\t]*)?");

    private static final Pattern UNCLEAR_BATCH_END = Pattern.compile("[ \\t]*;.*|[ \\t]+[-+]?\\d.*");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}_]");

    private final Window window;
    private final Scanner scanner;
    private final Quotes quotes;
    private final Failures failures;
    private final boolean delimiterLines;
    private final boolean batches;

    ScriptLines(Window window, Scanner scanner, LexicalRules rules, Failures failures) {
        this.window = window;
        this.scanner = scanner;
        this.quotes = new Quotes(window, rules, failures);
        this.failures = failures;
        this.delimiterLines = rules.has(LexicalFeature.DELIMITER_LINES);
        this.batches = rules.has(LexicalFeature.BATCHES);
    }

    /** Whether statements end at lines of GO only. */
    boolean areBatches() {
        return batches;
    }

    /**
     * The delimiter that the current word and its line set; empty if they set none. Where a statement is open, its terminator was left
     * out, and only a text of signs can be meant.
     */
    String delimiter(boolean inStatement) {
        if (!delimiterLines || !isWord("delimiter") || !Characters.isSpace(window.at(scanner.end()))) {
            return "";
        }
        String[] words = window.text(scanner.end(), lineEnd()).strip().split("\\s", 2);
        String text = withoutQuotes(words[0]);
        boolean meant = !inStatement
                || (scanner.isFirstOnLine() && !LETTER_OR_DIGIT.matcher(text).find());
        return meant ? text : "";
    }

    /**
     * How often the batch is to run that the current word ends; −1 if it ends none.
     *
     * @throws ParseException if it looks as if it should end one
     */
    int timesOfBatch() {
        if (!batches || !isWord("go") || !scanner.isFirstOnLine()) {
            return -1;
        }
        String rest = window.text(scanner.end(), lineEnd());
        Matcher end = BATCH_END.matcher(rest);
        if (!end.matches()) {
            if (UNCLEAR_BATCH_END.matcher(rest).matches()) {
                throw failures.at(scanner.start(), ParseProblem.BATCH_END_UNCLEAR, "here");
            }
            return -1;
        }
        int times = end.group("count") == null ? 1 : Integer.parseInt(end.group("count"));
        if (times == 0) {
            throw failures.at(scanner.start(), ParseProblem.BATCH_END_UNCLEAR, "here");
        }
        return times;
    }

    /** The index after the count of the GO that is the current word. */
    int afterCount() {
        int i = scanner.end();
        int end = lineEnd();
        while (i < end && (window.at(i) == ' ' || window.at(i) == '\t' || Characters.isDigit(window.at(i)))) {
            i++;
        }
        return i;
    }

    /** Where the line of the current token ends. */
    int lineEnd() {
        return quotes.afterLine(scanner.end());
    }

    private boolean isWord(String word) {
        return scanner.end() - scanner.start() == word.length()
                && scanner.text().equalsIgnoreCase(word);
    }

    private static String withoutQuotes(String text) {
        boolean quoted = text.length() > 2
                && "'\"`".indexOf(text.charAt(0)) >= 0
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
