package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * A table that is built anew beside itself, and how the rows of the two follow from each other.
 *
 * @param before the table as it is
 * @param after the table as it is to be, under the same name
 * @param alterations what the author asks of its columns and storage, each a statement about the table under its own name
 * @param rows how rows follow from each other
 * @param belongings what else belongs to the table
 * @param indexing when its indexes come to be
 */
public record SecondTable(
        Table before, Table after, List<String> alterations, Rows rows, Belongings belongings, Indexing indexing) {

    /** When the indexes of a second table come to be. */
    public enum Indexing {
        /** Behind the copy, each at once: by far the quickest, and a burst of work that nobody can throttle. */
        BEHIND_THE_COPY,
        /** Those that can be are there before the rows, and grow with them: slower, at the pace of the copy. */
        WITH_THE_COPY
    }

    /**
     * @param key the key by which a row is found, in the first table and in the second
     * @param forth what fills the second table, expressions in the words of a row of the first
     * @param back what fills the first table, expressions in the words of a row of the second; what cannot be filled is left out
     */
    public record Rows(Key key, List<Filled> forth, List<Filled> back) {
        public Rows {
            forth = List.copyOf(forth);
            back = List.copyOf(back);
        }
    }

    /**
     * The columns of a unique key without NULLs, in order.
     *
     * @param before their names in the first table
     * @param after their names in the second
     */
    public record Key(List<String> before, List<String> after) {
        public Key {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * @param column is filled
     * @param expression with this value
     */
    public record Filled(String column, String expression) {}

    public SecondTable {
        alterations = List.copyOf(alterations);
    }

    /** The name that both tables have in turn. */
    public TableName name() {
        return before.name();
    }

    /** What the second table is called until it takes the name. */
    public TableName second(Names names) {
        return derived(names, "new");
    }

    /** What the first table is called when it has given its name away. */
    public TableName former(Names names) {
        return derived(names, "old");
    }

    /** The notes of which rows have changed. */
    public TableName log(Names names) {
        return derived(names, "log");
    }

    /** The keys that are being caught up with. */
    public TableName keys(Names names) {
        return derived(names, "keys");
    }

    /** The rows written since the exchange that the first table cannot hold. */
    public TableName lost(Names names) {
        return derived(names, "lost");
    }

    private TableName derived(Names names, String suffix) {
        return name().named(names.derived(name().name(), suffix));
    }
}
