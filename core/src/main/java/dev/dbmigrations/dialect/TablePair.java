package dev.dbmigrations.dialect;

import java.util.List;

/**
 * Two tables that are to hold the same rows, each in its own shape. Its SQL is final; {@link RowChecksums#pair} writes it.
 *
 * @param source the one that is right where they differ
 * @param target the one that is made like it
 * @param columns what is compared and, where rows differ, written again
 */
public record TablePair(Side source, Side target, List<Matched> columns) {

    /**
     * One of the two.
     *
     * @param walk the table and a unique key that orders both sides alike, called by other names perhaps; without such a
     *     key everything is compared at once
     * @param digest an expression over a row of the table that gives a whole number for its contents in the target's shape
     * @param summary a query of the whole table that gives the number of its rows and a checksum in which their order does
     *     not count; ends where a WHERE may follow
     */
    public record Side(KeyRanges.Walk walk, String digest, String summary) {}

    /**
     * A column of the target and what it is made of.
     *
     * @param conversion an expression over the source's columns, called by their bare names
     * @param column of the target, unquoted
     */
    public record Matched(String conversion, String column) {}

    public TablePair {
        columns = List.copyOf(columns);
    }

    /** Whether the two can be compared range by range. */
    public boolean isWalkable() {
        return !source.walk().isPhysical();
    }
}
