package dev.dbmigrations.plan;

import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * Data that a migration takes away or changes, and that is kept for the way back in a table of ours.
 *
 * @param place the table that holds it
 * @param table from which it was taken
 * @param what it is in plain words, for example {@code the values of public.users.mail}
 * @param back statements that bring it back, in the words an author would use
 * @param remarks what there is to say once it is back
 */
public record Kept(TableName place, TableName table, String what, List<String> back, List<Remark> remarks) {

    /** With which the names of all such tables begin. */
    public static final String PREFIX = "db_migrations_kept_";

    /**
     * @param words behind a number of rows, for example {@code rows of public.users were deleted since}
     * @param countSql a query giving that number
     */
    public record Remark(String words, String countSql) {}

    public Kept {
        back = List.copyOf(back);
        remarks = List.copyOf(remarks);
    }

    /** What such a table is called in a statement, which may have any other name for its own. */
    public static final String ALIAS = PREFIX + "k";

    /** What the table beside it is called there. */
    public static final String OTHER = PREFIX + "t";

    /** Whether a table is one of those. */
    public static boolean isKept(TableName table) {
        return table.name().startsWith(PREFIX);
    }
}
