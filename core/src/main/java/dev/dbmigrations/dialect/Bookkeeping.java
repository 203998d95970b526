package dev.dbmigrations.dialect;

import java.util.List;

/**
 * The SQL of our own tables where databases differ in it. Pure text; everything else about these tables is written in
 * the SQL that all of them share.
 */
public interface Bookkeeping {

    /** The events of runs. */
    String JOURNAL = "db_migrations_journal";

    /** Who is at work just now. */
    String RUNNER = "db_migrations_runner";

    /** What is applied, where another tool does not own a table of that name. */
    String APPLIED = "schema_migrations";

    /** What is applied, where one does. */
    String APPLIED_BESIDE_OTHERS = "db_migrations_history";

    /** What the users' objects were when a run ended last. */
    String SCHEMA = "db_migrations_schema";

    /** All of our tables, under every name that one may have. */
    List<String> OURS = List.of(JOURNAL, RUNNER, SCHEMA, APPLIED, APPLIED_BESIDE_OTHERS);

    /** The name in full, quoted where it must be. */
    String qualified(String schema, String table);

    /** A query of one text: the schema in which a table named without one would be created. */
    String defaultSchema();

    /** A query of the column names, in order, of the table whose bare name is its argument; no row when there is none. */
    String columns();

    /**
     * Statements that create whatever is missing of our tables, to be run in one transaction. The first makes a second
     * process that does the same wait for the end of that transaction.
     */
    List<String> creation(String schema, String appliedTable);

    /**
     * Whether the statements of {@link #creation} are run in one transaction. Where they are not, the first takes a lock
     * that the last gives back.
     */
    default boolean isCreatedInTransaction() {
        return true;
    }

    /**
     * Everything to know before a run, in one query over tables named without a schema. Its columns: what the row is
     * about ({@code home}, {@code applied}, {@code run}), kind, version, name, exact checksum, normalised checksum,
     * applied at, milliseconds, applied by, order. A {@code home} row has the journal's schema for a version, a
     * {@code run} row the name of an unfinished run. Ordered by the last column.
     */
    String firstLook(String appliedTable);

    /** Whether the server's code for a failure says that a table or column does not exist. */
    boolean saysMissing(String state);
}
