package dev.dbmigrations.history;

import dev.dbmigrations.dialect.Bookkeeping;

/**
 * Where our own tables are.
 *
 * @param schema the schema that holds them all
 * @param appliedTable the bare name of the table of applied migrations
 * @param bookkeeping how their names are written
 */
public record Home(String schema, String appliedTable, Bookkeeping bookkeeping) {

    /** The table of events, in full. */
    public String journal() {
        return bookkeeping.qualified(schema, Bookkeeping.JOURNAL);
    }

    /** The name in full of the table of applied migrations. */
    public String applied() {
        return bookkeeping.qualified(schema, appliedTable);
    }

    /** The table that says who is at work, in full. */
    public String runner() {
        return bookkeeping.qualified(schema, Bookkeeping.RUNNER);
    }

    /** Held by the one runner for as long as it lives. */
    public String runnerLock() {
        return "db-migrations runner " + schema;
    }

    /** Held by the session that works, so that a successor knows when the work of a lost one has ended. */
    public String workLock() {
        return "db-migrations work " + schema;
    }

    /** Whether another tool owns a table with the name that ours would have had. */
    public boolean isBesideAnotherTool() {
        return !appliedTable.equals(Bookkeeping.APPLIED);
    }
}
