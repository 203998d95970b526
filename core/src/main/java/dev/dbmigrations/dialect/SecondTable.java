package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table that is built anew beside itself, and how the rows of the two follow from each other.
 *
 * @param before the table as it is
 * @param after the table as it is to be, under the same name
 * @param alterations what the author asks of its columns and storage, each a statement about the table under its own name
 * @param rows how rows follow from each other
 * @param belongings what else belongs to the table
 * @param indexing when its indexes come to be
 * @param parts its partitions, where those are tables themselves; those above first
 */
public record SecondTable(
        Table before,
        Table after,
        List<String> alterations,
        Rows rows,
        Belongings belongings,
        Indexing indexing,
        List<Part> parts) {

    private static final String NEW = "new";
    private static final String OLD = "old";

    /** Partitions are often called {@code …_new} and {@code …_old}, after the tables that they are parts of. */
    private static final String ANEW = "anew";

    private static final String FORMER = "former";

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

    /**
     * A partition that becomes one of the second table.
     *
     * @param before as it is
     * @param after as it is to be, under the same name
     * @param place where it stands
     * @param belongings what else belongs to it
     */
    public record Part(Table before, Table after, Partitioning.Place place, Belongings belongings) {
        public TableName name() {
            return before.name();
        }

        /** What the partition of the second table is called until it takes the name. */
        public TableName second(Names names) {
            return derivedFrom(name(), names, isWhole() ? NEW : ANEW);
        }

        /** What it is called when it has given its name away. */
        public TableName former(Names names) {
            return derivedFrom(name(), names, isWhole() ? OLD : FORMER);
        }

        private boolean isWhole() {
            return !place.isDivided() && place.bounds().isEmpty();
        }
    }

    /** A whole one. */
    public SecondTable(
            Table before, Table after, List<String> alterations, Rows rows, Belongings belongings, Indexing indexing) {
        this(before, after, alterations, rows, belongings, indexing, List.of());
    }

    public SecondTable {
        alterations = List.copyOf(alterations);
        parts = List.copyOf(parts);
    }

    public boolean isPartitioned() {
        return !belongings.partitioning().key().isEmpty();
    }

    /** The table itself and all its parts, those above first. */
    public List<Part> wholeAndParts() {
        Partitioning partitioning = belongings.partitioning();
        Partitioning.Place top = new Partitioning.Place(name(), "", partitioning.key(), Map.of(), Set.of());
        List<Part> all = new ArrayList<>();
        all.add(new Part(before, after, top, belongings));
        all.addAll(parts);
        return all;
    }

    /** The name that both tables have in turn. */
    public TableName name() {
        return before.name();
    }

    /** What the second table is called until it takes the name. */
    public TableName second(Names names) {
        return wholeAndParts().getFirst().second(names);
    }

    /** What the first table is called when it has given its name away. */
    public TableName former(Names names) {
        return wholeAndParts().getFirst().former(names);
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

    /** What the one beside that is called until it takes the name, where partitions are tables themselves. */
    public static TableName beside(Table table, Names names) {
        return derivedFrom(table.name(), names, table.kind() == Table.Kind.TABLE ? NEW : ANEW);
    }

    private TableName derived(Names names, String suffix) {
        return derivedFrom(name(), names, suffix);
    }

    private static TableName derivedFrom(TableName name, Names names, String suffix) {
        return name.named(names.derived(name.name(), suffix));
    }
}
