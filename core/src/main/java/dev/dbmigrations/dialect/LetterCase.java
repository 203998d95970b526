package dev.dbmigrations.dialect;

import java.util.Locale;

/** What a kind of SQL makes of the case of letters in a name. */
public enum LetterCase {
    /** An unquoted name is stored with its ASCII letters in lower case; then names are compared exactly. */
    FOLDED_TO_LOWER,
    /** A name is stored as written, and compared without regard to case. */
    IGNORED;

    /** An unquoted name as the catalog stores it. */
    public String fold(String unquoted) {
        return this == IGNORED ? unquoted : lower(unquoted);
    }

    public boolean same(String stored, String other) {
        return this == IGNORED
                ? stored.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT))
                : stored.equals(other);
    }

    /** The text with A to Z in lower case; other letters are left as they are, as servers do in a multi-byte encoding. */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return lowered(text);
            }
        }
        return text;
    }

    private static String lowered(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (isUpper(letters[i])) {
                letters[i] = (char) (letters[i] + 'a' - 'A');
            }
        }
        return new String(letters);
    }

    private static boolean isUpper(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
