package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;

/** Finds where quoted texts and comments end. Every method takes the index of the opening and gives the index after the closing. */
final class Quotes {

    private static final int NOWHERE = -1;

    private final Window window;
    private final Failures failures;
    private final boolean commentsNest;
    private final boolean backslashEscapes;

    Quotes(Window window, LexicalRules rules, Failures failures) {
        this.window = window;
        this.failures = failures;
        this.commentsNest = rules.has(LexicalFeature.NESTED_COMMENTS);
        this.backslashEscapes = rules.has(LexicalFeature.BACKSLASH_ESCAPES);
    }

    int afterString(int opening) {
        return backslashEscapes
                ? afterEscaped(opening, window.at(opening))
                : afterDoubled(opening, window.at(opening), ParseProblem.STRING_NOT_CLOSED);
    }

    int afterName(int opening) {
        int closing = window.at(opening) == '[' ? ']' : window.at(opening);
        return afterDoubled(opening, closing, ParseProblem.NAME_NOT_CLOSED);
    }

    /**
     * A string in which a backslash escapes, with its continuations: {@code E'a'}, a line end and {@code 'b\'c'} are one string,
     * and the backslash still escapes in the second part.
     */
    int afterEscapeString(int opening) {
        int end = afterEscaped(opening, '\'');
        for (int next = continuation(end); next != NOWHERE; next = continuation(end)) {
            end = afterEscaped(next, '\'');
        }
        return end;
    }

    /** The text between two equal dollar quotes; gives the opening's index if what stands there is none. */
    int afterDollarQuoted(int opening) {
        int tagEnd = opening + 1;
        while (Characters.beginsWord(window.at(tagEnd))
                || (tagEnd > opening + 1 && Characters.isDigit(window.at(tagEnd)))) {
            tagEnd++;
        }
        if (window.at(tagEnd) != '$') {
            return opening;
        }
        int length = tagEnd + 1 - opening;
        for (int i = tagEnd + 1; ; i++) {
            int c = window.at(i);
            if (c == '$' && repeats(opening, i, length)) {
                return i + length;
            }
            if (c == Window.END) {
                throw failures.neverClosed(opening, ParseProblem.DOLLAR_QUOTE_NOT_CLOSED);
            }
        }
    }

    int afterLine(int opening) {
        int i = opening;
        while (window.at(i) != Window.END && !Characters.isLineEnd(window.at(i))) {
            i++;
        }
        return i;
    }

    int afterBlockComment(int opening) {
        return afterComment(opening, commentsNest);
    }

    /** A comment that would be executed by another server: the servers let another stand in it. */
    int afterSkippedComment(int opening) {
        return afterComment(opening, true);
    }

    private int afterComment(int opening, boolean commentsNest) {
        int depth = 1;
        int opened = 1;
        int i = opening + 2;
        while (depth > 0) {
            int c = window.at(i++);
            if (c == '*' && window.at(i) == '/') {
                depth--;
                i++;
            } else if (c == '/' && commentsNest && window.at(i) == '*') {
                depth++;
                opened++;
                i++;
            } else if (c == Window.END) {
                String detail =
                        opened == 1 ? "" : "; comments nest: %d opened, %d closed".formatted(opened, opened - depth);
                throw failures.neverClosed(failures.opening(opening), ParseProblem.COMMENT_NOT_CLOSED, detail);
            }
        }
        return i;
    }

    private int afterDoubled(int opening, int quote, ParseProblem problem) {
        for (int i = opening + 1; ; i++) {
            int c = window.at(i);
            if (c == quote) {
                if (window.at(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            } else if (c == Window.END) {
                throw failures.neverClosed(opening, problem);
            }
        }
    }

    private int afterEscaped(int opening, int quote) {
        for (int i = opening + 1; ; i++) {
            int c = window.at(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                if (window.at(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            } else if (c == Window.END) {
                throw failures.neverClosed(opening, ParseProblem.STRING_NOT_CLOSED);
            }
        }
    }

    /** Where the string that ended here goes on: after blanks and line comments with a line end among them (SQL:2016 §5.3). */
    private int continuation(int end) {
        boolean onNextLine = false;
        int i = end;
        while (true) {
            int c = window.at(i);
            if (Characters.isSpace(c)) {
                onNextLine |= Characters.isLineEnd(c);
                i++;
            } else if (c == '-' && window.at(i + 1) == '-') {
                i = afterLine(i);
            } else {
                return c == '\'' && onNextLine ? i : NOWHERE;
            }
        }
    }

    private boolean repeats(int first, int second, int length) {
        for (int i = 1; i < length; i++) {
            if (window.at(first + i) != window.at(second + i)) {
                return false;
            }
        }
        return true;
    }
}
