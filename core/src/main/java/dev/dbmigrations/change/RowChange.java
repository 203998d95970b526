package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;
import java.util.List;

/** A change of rows. */
public sealed interface RowChange extends TableChange {

    /** Whether the statement may be cut into batches by key without changing what it means. */
    Batching batching();

    /**
     * The pieces from which a batch of the statement is written.
     *
     * <p>A batch is {@code head + " WHERE " + [ "(" + where + ") AND " ] + key range + tail}.
     *
     * @param driver the table whose key cuts the batches: the changed table, or for INSERT … SELECT the first of its FROM
     * @param alias how the statement calls the driver
     * @param head everything before WHERE
     * @param where the condition without the word, or empty
     * @param tail everything after the condition (ON CONFLICT …), or empty
     * @param refusal why it must not be batched, or empty when it may
     * @param reach of which tables the condition speaks
     */
    record Batching(
            TableName driver, String alias, String head, String where, String tail, String refusal, Reach reach) {

        /** Of a condition that speaks of the changed table alone, but for subqueries. */
        public Batching(TableName driver, String alias, String head, String where, String tail, String refusal) {
            this(driver, alias, head, where, tail, refusal, Reach.ONE_TABLE);
        }

        public static Batching refused(TableName table, String because) {
            return new Batching(table, table.name(), "", "", "", because);
        }

        public boolean isPossible() {
            return refusal.isEmpty();
        }
    }

    /** Of which tables the condition of a statement speaks. */
    enum Reach {
        ONE_TABLE,
        /** Others are joined by FROM or USING. */
        JOINED
    }

    /**
     * @param assigned the columns it sets
     */
    record UpdateRows(TableName table, List<String> assigned, Batching batching) implements RowChange {
        public UpdateRows {
            assigned = List.copyOf(assigned);
        }
    }

    record DeleteRows(TableName table, Batching batching) implements RowChange {}

    /** INSERT … SELECT. */
    record InsertSelectedRows(TableName table, Batching batching) implements RowChange {}

    /** INSERT … VALUES, or COPY with its data: as many rows as are written down. */
    record InsertGivenRows(TableName table) implements RowChange {
        @Override
        public Batching batching() {
            return Batching.refused(table, "the rows stand in the statement");
        }
    }
}
