package dev.dbmigrations.history;

import java.util.List;

/**
 * A stretch of rows in the order of a key: after {@code from}, up to and including {@code to}.
 *
 * <p>Values are the server's own text of each key column, so they go back and forth unchanged whatever their type. An
 * empty list means "from the first" or "to the last".
 *
 * @param from exclusive lower bound, one value per key column
 * @param to inclusive upper bound, one value per key column
 */
public record KeyRange(List<String> from, List<String> to) {
    public KeyRange {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }
}
