package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.RowChange.InsertGivenRows;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.ParseException;
import org.jspecify.annotations.Nullable;

/** The beginning of an {@code INSERT … VALUES}, from which all is known that need be: its rows may take many megabytes. */
final class InsertHead {

    private static final String VALUES = "values";

    /** No list of columns is longer: 4,096 columns of 64 characters, quoted. */
    private static final int LONGEST = 300_000;

    /** The word may also be part of a column's name, but not of many. */
    private static final int MOST_TRIES = 20;

    private InsertHead() {}

    /** Null when the statement is another, or begins in an unusual way. */
    static @Nullable InsertGivenRows of(String text, LexicalRules rules) {
        if (!startsWith(text, "insert") && !startsWith(text, "replace")) {
            return null;
        }
        int end = Math.min(text.length() - VALUES.length(), LONGEST);
        int tries = 0;
        for (int i = 0; i <= end && tries < MOST_TRIES; i++) {
            if (text.regionMatches(true, i, VALUES, 0, VALUES.length())) {
                tries++;
                InsertGivenRows rows = ofHead(text.substring(0, i + VALUES.length()), rules);
                if (rows != null) {
                    return rows;
                }
            }
        }
        return null;
    }

    private static boolean startsWith(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length());
    }

    private static @Nullable InsertGivenRows ofHead(String head, LexicalRules rules) {
        Cursor cursor;
        try {
            cursor = Source.of(head, rules).cursor();
        } catch (ParseException cutInsideQuotes) {
            return null;
        }
        cursor.advance();
        cursor.skipAll("low_priority", "delayed", "high_priority", "ignore");
        cursor.skip("into");
        Name table = cursor.name();
        cursor.skipParenthesised();
        return table != null && cursor.skip(VALUES) && cursor.atEnd() ? new InsertGivenRows(table.table()) : null;
    }
}
