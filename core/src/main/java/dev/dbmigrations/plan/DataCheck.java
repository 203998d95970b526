package dev.dbmigrations.plan;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question to the data whose answer must be "no rows".
 *
 * @param id what is looked for, for example {@code nulls-in-users-email}
 * @param table where
 * @param condition in plain words what must not be there, for example {@code NULL in users.email}
 * @param countSql a query giving one number
 * @param examplesSql a query giving up to ten keys, one text column; empty when there are none to show
 * @param repair a statement or advice that mends it
 * @param listSql a query giving all the rows; empty when there is none
 * @param manner how it is asked
 */
public record DataCheck(
        String id,
        TableName table,
        String condition,
        String countSql,
        String examplesSql,
        String repair,
        String listSql,
        Manner manner) {

    /**
     * How a check is asked.
     *
     * @param preparation statements that make what the queries use; undone with the transaction of the question
     * @param ranges how it can be counted range by range; empty when only at once
     */
    public record Manner(List<String> preparation, Optional<Ranges> ranges) {
        public static final Manner AT_ONCE = new Manner(List.of(), Optional.empty());

        public Manner {
            preparation = List.copyOf(Objects.requireNonNullElse(preparation, List.of()));
        }
    }

    /**
     * A way along a key. The condition that a row is in a range follows {@code AND} at the end of a query.
     *
     * @param alias how the queries call the table
     * @param key the columns, unquoted
     * @param keysSql a query giving the keys of all rows, one text column
     */
    public record Ranges(String alias, List<String> key, String keysSql) {
        public Ranges {
            key = List.copyOf(key);
        }
    }

    /** Plans of earlier versions, which the journal may hold, list nothing and ask everything at once. */
    public DataCheck {
        listSql = Objects.requireNonNullElse(listSql, "");
        manner = Objects.requireNonNullElse(manner, Manner.AT_ONCE);
    }

    /** A question that is asked at once. */
    public DataCheck(String id, TableName table, String condition, String countSql, String examplesSql, String repair) {
        this(id, table, condition, countSql, examplesSql, repair, "", Manner.AT_ONCE);
    }

    /** All that a person types to see every row: the preparation, then the query. */
    public String listing() {
        return listSql.isEmpty() || manner.preparation().isEmpty()
                ? listSql
                : String.join(";\n", manner.preparation()) + ";\n" + listSql;
    }
}
