package dev.dbmigrations.plan;

import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * A change of many rows, to be cut into batches along a key of one table.
 *
 * <p>A batch is {@code head WHERE [(where) AND] range tail}, the range being a condition on the driver's key.
 *
 * @param driver the table whose key cuts the batches
 * @param alias how the head calls the driver, quoted where needed
 * @param key the key's columns in order; empty when the table has none and physical ranges must serve
 * @param statement the pieces of the statement
 * @param repetition what happens if a batch is done twice
 */
public record RowWork(TableName driver, String alias, List<String> key, Pieces statement, Repetition repetition) {

    /**
     * @param before statements at the start of each batch's transaction
     * @param head everything before WHERE
     * @param where the condition without the word, or empty
     * @param tail everything after the condition, or empty
     */
    public record Pieces(List<String> before, String head, String where, String tail) {
        public Pieces {
            before = List.copyOf(before);
        }
    }

    /** What happens if a batch is done twice. */
    public enum Repetition {
        /** Nothing more than when it is done once. */
        HARMLESS,
        /** Harm: each range must be done exactly once. */
        FORBIDDEN
    }

    public RowWork {
        key = List.copyOf(key);
    }

    /** The batch for a range, as final SQL. */
    public String batch(String range) {
        String condition = statement.where().isEmpty() ? range : "(" + statement.where() + ") AND " + range;
        return statement.head() + " WHERE " + condition + (statement.tail().isEmpty() ? "" : " " + statement.tail());
    }
}
