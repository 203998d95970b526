package dev.dbmigrations.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an index as written, which is all that is known of it before it is built. */
final class KeyParts {
    private static final Pattern COLUMN =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*+)(?!\\s*[(.])");
    private static final Pattern FUNCTION =
            Pattern.compile("(?:[\\p{L}_][\\p{L}\\p{N}_$]*\\s*\\.\\s*)?([\\p{L}_][\\p{L}\\p{N}_$]*)\\s*\\(");
    private static final Pattern INCLUDED = Pattern.compile("(?is)\\s*INCLUDE\\s*\\(.*");

    private KeyParts() {}

    /** Those of the key and, where there is an INCLUDE, those included. */
    static List<String> of(String tail) {
        int open = tail.indexOf('(');
        if (open < 0) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        int end = split(tail, open, parts);
        String rest = tail.substring(end);
        if (INCLUDED.matcher(rest).matches()) {
            split(rest, rest.indexOf('('), parts);
        }
        return parts;
    }

    /** Those of the key alone. */
    static List<String> keyOf(String tail) {
        List<String> parts = new ArrayList<>();
        int open = tail.indexOf('(');
        if (open >= 0) {
            split(tail, open, parts);
        }
        return parts;
    }

    /** Behind the parentheses of the key; negative where there are none. */
    static int endOf(String tail) {
        int open = tail.indexOf('(');
        return open < 0 ? -1 : split(tail, open, new ArrayList<>());
    }

    /** Adds what stands between the commas of the parentheses that open here, and tells where they are over. */
    private static int split(String text, int open, List<String> parts) {
        int depth = 0;
        char quote = 0;
        int from = open + 1;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                parts.add(text.substring(from, i).strip());
                return i + 1;
            } else if (c == ',' && depth == 1) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        return text.length();
    }

    /** A column's name, a function's, or {@code expr} (PostgreSQL 18: {@code FigureIndexColname}). */
    static String nameOf(String part) {
        Matcher column = COLUMN.matcher(part);
        if (column.lookingAt()) {
            return stored(column.group(1));
        }
        Matcher function = FUNCTION.matcher(part.replaceFirst("^[(\\s]+", ""));
        return function.lookingAt() ? stored(function.group(1)) : "expr";
    }

    private static String stored(String written) {
        boolean quoted = written.startsWith("\"");
        return quoted
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }
}
