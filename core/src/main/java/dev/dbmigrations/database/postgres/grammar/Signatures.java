package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import java.util.ArrayList;
import java.util.List;

/** The argument list of a routine, as it identifies the routine. */
final class Signatures {

    private Signatures() {}

    /**
     * The list with its parentheses, without the default values, as DROP wants it.
     *
     * @param open the index of the opening parenthesis
     * @param close that of the closing one
     */
    static String withoutDefaults(Sql sql, int open, int close) {
        List<Span> defaults = new ArrayList<>();
        Cursor cursor = new Cursor(sql, open + 1);
        while (cursor.index() < close) {
            if (cursor.atAny("default", "=")) {
                int first = cursor.index();
                cursor.seek(",", ")");
                defaults.add(new Span(first, Math.min(cursor.index(), close) - 1));
            } else if (!cursor.skipParenthesised()) {
                cursor.advance();
            }
        }
        return "(" + joined(sql, new Span(open + 1, close - 1), defaults) + ")";
    }

    private static String joined(Sql sql, Span arguments, List<Span> defaults) {
        return sql.sliceWithout(arguments, defaults).replace(" ,", ",");
    }
}
