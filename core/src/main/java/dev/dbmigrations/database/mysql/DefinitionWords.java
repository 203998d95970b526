package dev.dbmigrations.database.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a definition: what quotes or parentheses enclose belongs to the word it touches, and the marks of a
 * comment that the server executes are no words.
 */
final class DefinitionWords {
    private static final Pattern MARK = Pattern.compile("/\\*M?!\\d*|\\*/");
    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;

    private DefinitionWords(String text) {
        this.text = text;
    }

    static List<String> of(String definition) {
        DefinitionWords reading = new DefinitionWords(definition);
        while (reading.at < definition.length()) {
            if (Character.isWhitespace(definition.charAt(reading.at))) {
                reading.at++;
            } else if (!reading.skipMark()) {
                reading.word();
            }
        }
        return reading.joined();
    }

    /** A definition without the name before it and the place behind it. */
    static String behindName(String definition) {
        List<String> words = new ArrayList<>(of(definition));
        words.removeFirst();
        int last = words.size() - 1;
        if (last >= 0 && words.get(last).equalsIgnoreCase("first")) {
            words.removeLast();
        } else if (last >= 1 && words.get(last - 1).equalsIgnoreCase("after")) {
            words.removeLast();
            words.removeLast();
        }
        return String.join(" ", words);
    }

    /** Within quotes they would be text. */
    private boolean skipMark() {
        Matcher mark = MARK.matcher(text).region(at, text.length());
        if (mark.lookingAt()) {
            at = mark.end();
            return true;
        }
        return false;
    }

    private void word() {
        int begin = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !text.startsWith("*/", at)) {
            char c = text.charAt(at);
            if (c == '(') {
                skipParentheses();
            } else if (c == '\'' || c == '"' || c == '`') {
                skipQuoted(c);
            } else {
                at++;
            }
        }
        words.add(text.substring(begin, at));
    }

    private void skipParentheses() {
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                skipQuoted(c);
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        } while (depth > 0 && at < text.length());
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote != '`') {
                at += 2;
            } else if (c == quote) {
                at++;
                if (at >= text.length() || text.charAt(at) != quote) {
                    return;
                }
                at++;
            } else {
                at++;
            }
        }
    }

    /** A parenthesis may stand apart from the type or function it belongs to: {@code int (11)}. */
    private List<String> joined() {
        List<String> joined = new ArrayList<>();
        for (String word : words) {
            boolean belongs = word.startsWith("(") && joined.size() == 1;
            if (belongs) {
                joined.set(0, joined.getFirst() + word);
            } else {
                joined.add(word);
            }
        }
        return joined;
    }
}
