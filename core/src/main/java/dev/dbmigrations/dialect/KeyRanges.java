package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * How one dialect cuts a table into ranges along a key. Only SQL: nothing is compared outside the server, so ranges are
 * right under every type and collation.
 *
 * <p>Bounds are lists of the server's own texts, one per key column; an empty list is an open end. A range is after its
 * first bound, up to and including its second. Pure.
 */
public interface KeyRanges {

    /**
     * A table and the order in which its rows are walked.
     *
     * @param alias how statements call the table, quoted where needed
     * @param key the columns of a unique key, unquoted; empty to walk pages instead, each bound then being a number of pages
     */
    record Walk(TableName table, String alias, List<String> key) {
        public Walk {
            key = List.copyOf(key);
        }

        /** Whether pages are walked because the table has no key. */
        public boolean isPhysical() {
            return key.isEmpty();
        }
    }

    /** The condition that a row is in the range. */
    String within(Walk walk, List<String> from, List<String> to);

    /**
     * A query for the key of the n-th row of the range, as text columns: one row, or none when the range has fewer.
     *
     * @param nth counted from 1
     */
    String boundary(Walk walk, List<String> from, List<String> to, long nth);

    /** A query for the greatest key as text columns: one row, or none when the table is empty. */
    String last(Walk walk);

    /** A query for how many pages a walk of pages has to visit: one number. */
    String pages(Walk walk);

    /** A query that gives the positions, from 0, of the given keys in the order of the walk: one number per row. */
    String inOrder(Walk walk, List<List<String>> keys);

    /** Whether a comparison with a bound orders the column's values as the walk does; a key with another column cannot be walked. */
    default boolean isWalkable(Column column) {
        return true;
    }

    /** Whether the column's values are whole numbers, so that ranges can be computed instead of looked up. */
    boolean isWholeNumber(Column column);
}
