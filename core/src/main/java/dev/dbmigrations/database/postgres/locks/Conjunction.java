package dev.dbmigrations.database.postgres.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Conditions that are joined by AND, taken apart. */
final class Conjunction {
    private static final Pattern AND = Pattern.compile("(?i)\\G\\bAND\\b");

    private Conjunction() {}

    /** All of them, however they are bracketed, with single blanks and without outer parentheses. */
    static List<String> flat(String condition) {
        List<String> parts = parts(withoutOuterParentheses(condition));
        if (parts.size() == 1) {
            return List.of(withoutOuterParentheses(condition).strip().replaceAll("\\s+", " "));
        }
        return parts.stream().flatMap(part -> flat(part).stream()).toList();
    }

    static String withoutOuterParentheses(String text) {
        String bare = text.strip();
        while (bare.startsWith("(") && closing(bare) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    /** Where the parenthesis that opens at the start is closed. */
    private static int closing(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            i = afterQuoted(text, i);
            if (i >= text.length()) {
                return -1;
            }
            depth += depthChange(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            i = afterQuoted(text, i);
            if (i >= text.length()) {
                break;
            }
            depth += depthChange(text.charAt(i));
            if (depth == 0 && AND.matcher(text).region(i, text.length()).lookingAt() && isWordStart(text, i)) {
                parts.add(text.substring(start, i));
                start = i + 3;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean isWordStart(String text, int at) {
        return at > 0 && !Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '_';
    }

    private static int depthChange(char c) {
        return c == '(' ? 1 : c == ')' ? -1 : 0;
    }

    /** Steps over a string or quoted identifier that begins here. */
    private static int afterQuoted(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '"')) {
            int end = text.indexOf(text.charAt(i), i + 1);
            i = end < 0 ? text.length() : end + 1;
        }
        return i;
    }
}
