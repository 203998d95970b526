package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * How one dialect builds a table anew beside itself and lets the new one take its place. Only SQL. Pure.
 *
 * <p>The order: {@link #create}, {@link #copy}, {@link #key}, {@link #replay} until little is left, {@link #indexes},
 * {@link #replay} again, or, where indexes come {@link SecondTable.Indexing#WITH_THE_COPY with the copy}, {@link #key} and
 * {@link #growing} before it; {@link #keepInStep}, and behind the gate {@link #exchange}. From {@link #keepInStep} on the two
 * tables are equal at every instant, and the one that has given its name away is kept so until {@link #retire}.
 */
public interface Rebuilding {

    /**
     * Something to be done.
     *
     * @param title in plain words, beginning with a verb
     * @param impact whom it locks out; of our own tables nothing is said
     * @param sql statements, in one transaction where DDL has them; a single one where it has not
     * @param undo statements that take it back
     * @param signs how far it has come, where the statement itself does not tell what to ask the catalog
     * @param about by whose size the time it takes is estimated, where that is not the whole table
     */
    record Deed(
            String title,
            Impact impact,
            List<String> sql,
            List<String> undo,
            Optional<Signs> signs,
            Optional<Table> about) {

        /** About the whole table. */
        public Deed(String title, Impact impact, List<String> sql, List<String> undo, Optional<Signs> signs) {
            this(title, impact, sql, undo, signs, Optional.empty());
        }

        /** One whose statement tells. */
        public Deed(String title, Impact impact, List<String> sql, List<String> undo) {
            this(title, impact, sql, undo, Optional.empty());
        }

        /** Changes what only we know. */
        public static Deed own(String title, List<String> sql) {
            return new Deed(title, Impact.NONE, sql, List.of());
        }

        /** Reads a sample of a table of ours. */
        public static Deed sampling(String title, String sql) {
            return new Deed(title, Impact.of(Impact.Work.SCAN), List.of(sql), List.of());
        }

        /** Builds an index of a table of ours. */
        public static Deed building(String title, List<String> sql) {
            return new Deed(title, Impact.of(Impact.Work.INDEX_BUILD), sql, List.of());
        }

        /** The same about a part of the table. */
        public Deed about(Table part) {
            return new Deed(title, impact, sql, undo, signs, Optional.of(part));
        }

        public Deed {
            sql = List.copyOf(sql);
            undo = List.copyOf(undo);
        }
    }

    /**
     * What the catalog shows of several statements that are sent at once and commit one by one.
     *
     * @param done a query giving one boolean: whether all have taken effect
     * @param half a query giving one boolean: whether some have
     * @param mend what makes it as it was before the first; empty where sending them again does
     */
    record Signs(String done, String half, Optional<String> mend) {}

    /**
     * A change of rows along the first table's key: {@code head WHERE range}.
     *
     * @param before statements at the start of each transaction
     * @param head everything before WHERE
     */
    record Copy(List<String> before, String head) {
        public Copy {
            before = List.copyOf(before);
        }
    }

    /**
     * How the second table catches up with what has been noted.
     *
     * @param backlog a query for how many changes are noted, counted no further than to some tens of thousands
     * @param freshly statements at the start of the transaction, so that all that follows sees one instant
     * @param replay statements that bring the noted rows over and strike their notes out
     * @param part the same for the first {@value #PART} of the notes; empty where all must be brought over together
     */
    record Replay(String backlog, List<String> freshly, List<String> replay, List<String> part) {
        public static final int PART = 500;

        public Replay {
            freshly = List.copyOf(freshly);
            replay = List.copyOf(replay);
            part = List.copyOf(part);
        }
    }

    /**
     * The end of noting: under a lock that keeps writers out for a moment the rest is caught up with, and from then on each
     * write is made to both tables.
     *
     * @param impact whom it locks out
     * @param lock statements that keep writers out
     * @param sql statements behind the last replay
     * @param end statements that must be run whatever happened, to let writers in again; empty where the transaction's end does it
     */
    record Switch(Impact impact, List<String> lock, List<String> sql, List<String> end) {
        public Switch {
            lock = List.copyOf(lock);
            sql = List.copyOf(sql);
            end = List.copyOf(end);
        }
    }

    /** Whether tables of that sort can be built anew beside themselves at all. */
    default boolean canRebuild(Table table) {
        return table.kind() == Table.Kind.TABLE;
    }

    /** What keeps tables from being built anew together, in words; empty when nothing does. */
    default List<String> obstacles(List<SecondTable> tables) {
        return List.of();
    }

    /**
     * What must not be there right before the exchange: what no trigger could see.
     *
     * @param condition in plain words
     * @param count a query giving one number
     * @param examples a query giving up to ten keys, one text column
     */
    record Unnoticed(String condition, String count, String examples) {}

    /** What is to be asked before the exchange; nothing where triggers see everything. */
    default List<Unnoticed> unnoticed(SecondTable table) {
        return List.of();
    }

    /** The second table, empty, and the notes of what changes in the first from then on. */
    List<Deed> create(SecondTable table);

    Copy copy(SecondTable table);

    /** The index by which rows of the second table are found. */
    List<Deed> key(SecondTable table);

    Replay replay(SecondTable table);

    /**
     * What makes the second table an exact image of one instant before {@link #indexes}, where {@link #replay} does not give
     * one and the indexes need it.
     */
    default Optional<Switch> settle(SecondTable table) {
        return Optional.empty();
    }

    /** Indexes that may be there while rows of different instants come in: those that promise nothing of several rows. */
    List<Deed> growing(SecondTable table);

    /** All other indexes of the second table, while nobody writes to it but us; without the growing ones where those are there. */
    List<Deed> indexes(SecondTable table);

    Switch keepInStep(SecondTable table);

    /** Lets second tables take the names of the first ones, all at one instant. */
    List<Deed> exchange(List<SecondTable> tables);

    /** The former tables go. */
    List<Deed> retire(SecondTable table);
}
