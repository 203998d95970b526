package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.RowChange.InsertGivenRows;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.schema.TableName;
import org.jspecify.annotations.Nullable;

/** The beginning of an {@code INSERT … VALUES}, from which all is known that need be: its rows may take many megabytes. */
final class InsertHead {

    private static final String VALUES = "values";
    /** No list of columns is longer: 1,600 columns of 63 bytes, quoted. */
    private static final int LONGEST = 120_000;

    /** The word may also be part of a column's name, but not of many. */
    private static final int MOST_TRIES = 20;

    private InsertHead() {}

    /** Null when the statement is another, or begins in an unusual way. */
    static @Nullable InsertGivenRows of(String text) {
        if (!text.regionMatches(true, 0, "insert", 0, "insert".length())) {
            return null;
        }
        int end = Math.min(text.length() - VALUES.length(), LONGEST);
        int tries = 0;
        for (int i = 0; i <= end && tries < MOST_TRIES; i++) {
            if (text.regionMatches(true, i, VALUES, 0, VALUES.length())) {
                tries++;
                TableName table = table(text.substring(0, i + VALUES.length()));
                if (table != null) {
                    return new InsertGivenRows(table);
                }
            }
        }
        return null;
    }

    /** Null if the head does not end with that word as a keyword in its place. */
    private static @Nullable TableName table(String head) {
        Cursor cursor;
        try {
            cursor = Sql.of(head).cursor();
        } catch (ParseException cutInsideQuotes) {
            return null;
        }
        Name table = cursor.skip("insert into") ? cursor.name() : null;
        if (table == null) {
            return null;
        }
        if (cursor.skip("as")) {
            cursor.name();
        }
        cursor.skipParenthesised();
        cursor.skipAny("overriding system value", "overriding user value");
        boolean rows = cursor.skipAny("values", "default values") != null && cursor.atEnd();
        return rows ? table.table() : null;
    }
}
