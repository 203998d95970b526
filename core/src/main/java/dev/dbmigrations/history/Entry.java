package dev.dbmigrations.history;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of ours on its way into a table: the statement that writes it, which can share a round trip with others.
 *
 * @param sql with a {@code ?} for each argument
 * @param arguments in order
 */
record Entry(String sql, List<Object> arguments) {
    Entry {
        arguments = List.copyOf(arguments);
    }

    /** Both, one after the other. */
    Entry and(Entry next) {
        List<Object> all = new ArrayList<>(arguments);
        all.addAll(next.arguments);
        return new Entry(sql + "; " + next.sql, all);
    }
}
