package dev.dbmigrations.plan;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Objects;

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
 * @param around what is done with the rows of a batch in its transaction
 */
public record RowWork(
        TableName driver, String alias, List<String> key, Pieces statement, Repetition repetition, Around around) {

    /** With nothing around the statement. */
    public RowWork(TableName driver, String alias, List<String> key, Pieces statement, Repetition repetition) {
        this(driver, alias, key, statement, repetition, Around.NOTHING);
    }

    /**
     * What is done with the rows of the range in the same transaction.
     *
     * @param before the statement
     * @param after the statement
     */
    public record Around(List<Ranged> before, List<Ranged> after) {
        public static final Around NOTHING = new Around(List.of(), List.of());

        public Around {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * A statement with a place for the range.
     *
     * @param head what comes before it
     * @param tail what follows it, or empty
     */
    public record Ranged(String head, String tail) {
        public String in(String range) {
            return tail.isEmpty() ? head + " " + range : head + " " + range + " " + tail;
        }
    }

    /**
     * @param before statements at the start of each batch's transaction
     * @param head everything before WHERE
     * @param where the condition without the word, or empty
     * @param tail everything after the condition, or empty
     * @param contention who may have to wait for a batch
     */
    public record Pieces(List<String> before, String head, String where, String tail, Contention contention) {
        public Pieces {
            before = List.copyOf(before);
            // A plan that an earlier program wrote knew no other kind.
            contention = Objects.requireNonNullElse(contention, Contention.ROWS_LOCKED);
        }

        /** Those of a statement that locks the rows it changes. */
        public Pieces(List<String> before, String head, String where, String tail) {
            this(before, head, where, tail, Contention.ROWS_LOCKED);
        }

        /** The same pieces, of a statement that nobody waits for. */
        public Pieces nobodyWaits() {
            return new Pieces(before, head, where, tail, Contention.NOBODY_WAITS);
        }
    }

    /** Who may have to wait for a batch: decides how long one may last. */
    public enum Contention {
        /** Clients that want to change the same rows: a batch locks rows of a table in use until it commits. */
        ROWS_LOCKED,
        /** Nobody: it only reads what others use, without locks on rows, and writes where no client looks. */
        NOBODY_WAITS
    }

    /** What happens if a batch is done twice. */
    public enum Repetition {
        /** Nothing more than when it is done once. */
        HARMLESS,
        /** Harm: each range must be done exactly once. */
        FORBIDDEN
    }

    /** Plans of earlier versions, which the journal may hold, do nothing around their statements. */
    public RowWork {
        key = List.copyOf(key);
        around = Objects.requireNonNullElse(around, Around.NOTHING);
    }

    /** The batch for a range, as final SQL. */
    public String batch(String range) {
        String condition = statement.where().isEmpty() ? range : "(" + statement.where() + ") AND " + range;
        return statement.head() + " WHERE " + condition + (statement.tail().isEmpty() ? "" : " " + statement.tail());
    }
}
