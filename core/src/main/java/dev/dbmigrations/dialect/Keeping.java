package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** The SQL with which data that a migration takes away are put aside and brought back. Pure text. */
public interface Keeping {

    /**
     * Gives a table, and whatever bears a name in its schema because of it, a name of ours, so that its own names are free.
     *
     * @param place its name from then on, in the same schema
     */
    List<DdlWriter.Reversible> putAside(Table table, TableName place);

    /**
     * Makes an empty table of ours that can hold values of another.
     *
     * @param key columns of the other, which find a row
     * @param selected what is to be held beside the key, as in a SELECT of the other
     */
    List<String> createKept(TableName place, TableName from, List<String> key, List<String> selected);

    /**
     * A column's value in a form that needs nothing but the server itself: no type that somebody may drop. It begins with the column's
     * name, so that it can be qualified.
     */
    String keptForm(Column column);

    /** What {@link #keptForm} has written, as a value of the column again. */
    String fromKept(String expression, Column column);

    /**
     * Adds a column that was dropped again, as it was but for its values, its constraints and indexes; NOT NULL only where rows without
     * a value of their own allow it.
     *
     * @param before the table while it had the column
     */
    List<String> addColumnBack(Table before, Column column);

    /** The beginning of an INSERT of rows as they were, with the values that the server would otherwise choose. */
    String insertAsIs(TableName table, List<String> columns);
}
