package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a constraint reaches in the text, its attributes included.
 *
 * @param body from after its name to its last attribute
 * @param attributes its attributes in order, within the body
 */
record ConstraintExtent(Span body, List<Span> attributes) {

    private static final String[] ATTRIBUTES = {
        "not deferrable",
        "deferrable",
        "initially deferred",
        "initially immediate",
        "not valid",
        "not enforced",
        "no inherit"
    };

    ConstraintExtent {
        attributes = List.copyOf(attributes);
    }

    /**
     * @param first the first token of what the constraint demands
     * @param last its last token, attributes apart
     */
    static ConstraintExtent of(Sql sql, int first, int last) {
        List<Span> attributes = new ArrayList<>();
        Cursor cursor = new Cursor(sql, last + 1);
        for (Span next = attributeAt(cursor); next != null; next = attributeAt(cursor)) {
            attributes.add(next);
            cursor.moveTo(next.last() + 1);
        }
        return new ConstraintExtent(new Span(first, cursor.index() - 1), attributes);
    }

    static @Nullable Span attributeAt(Cursor cursor) {
        Cursor ahead = cursor.copy();
        boolean found = ahead.skipAny(ATTRIBUTES) != null || (follows(cursor) && ahead.skip("enforced"));
        return found ? new Span(cursor.index(), ahead.index() - 1) : null;
    }

    /** ENFORCED may be a column's name, but not there. */
    private static boolean follows(Cursor cursor) {
        Cursor before = new Cursor(cursor.sql(), Math.max(cursor.index() - 1, 0));
        return before.atAny(")", "deferrable", "deferred", "immediate", "valid");
    }

    @Nullable
    Span attribute(Sql sql, String phrase) {
        for (Span attribute : attributes) {
            if (new Cursor(sql, attribute.first()).at(phrase)) {
                return attribute;
            }
        }
        return null;
    }

    /** Whether the rows that are there already are left unchecked. */
    boolean defersValidation(Sql sql) {
        return attribute(sql, "not valid") != null || attribute(sql, "not enforced") != null;
    }
}
