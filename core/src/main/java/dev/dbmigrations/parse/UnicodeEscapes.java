package dev.dbmigrations.parse;

import java.util.regex.Pattern;

/** The escapes of {@code U&"…"}: {@code \0441}, {@code \+01F600} and a doubled backslash. */
final class UnicodeEscapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-9A-Fa-f]{4})|\\+([0-9A-Fa-f]{6})|(\\\\))");

    private UnicodeEscapes() {}

    /** What is no escape, or names no character, stays as written. */
    static String decode(String text) {
        StringBuilder decoded = new StringBuilder();
        int done = 0;
        var escapes = ESCAPE.matcher(text);
        while (escapes.find()) {
            decoded.append(text, done, escapes.start());
            String digits = escapes.group(1) != null ? escapes.group(1) : escapes.group(2);
            int codePoint = digits == null ? '\\' : Integer.parseInt(digits, 16);
            if (Character.isValidCodePoint(codePoint)) {
                decoded.appendCodePoint(codePoint);
            } else {
                decoded.append(escapes.group());
            }
            done = escapes.end();
        }
        return decoded.append(text, done, text.length()).toString();
    }
}
