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

    String applied() {
        return bookkeeping.qualified(schema, appliedTable);
    }

    /** The table that says who is at work, in full. */
    public String runner() {
        return bookkeeping.qualified(schema, Bookkeeping.RUNNER);
    }

    /** Whether another tool owns a table with the name that ours would have had. */
    public boolean isBesideAnotherTool() {
        return !appliedTable.equals(Bookkeeping.APPLIED);
    }
}
