package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.List;

/** What the catalog tells about tables before and after a run, beyond their definitions. Only SQL. Pure. */
public interface Inspection {

    /** Where nothing is asked. */
    Inspection NONE = new Inspection() {
        @Override
        public List<String> before(Collection<TableName> tables) {
            return List.of();
        }

        @Override
        public List<String> after(Collection<TableName> tables) {
            return List.of();
        }

        @Override
        public List<String> numbering(Collection<TableName> tables) {
            return List.of();
        }
    };

    /** Queries giving what will soon be in the way: in plain words, and what to type; two text columns. */
    List<String> before(Collection<TableName> tables);

    /** Queries giving what a completed run must not leave behind: in plain words, and what to type; two text columns. */
    List<String> after(Collection<TableName> tables);

    /**
     * Queries giving queries, one for each column that the server numbers and an index begins with: it gives what is wrong where the next
     * number is not beyond all that are there, in plain words, and what to type; two text columns.
     */
    List<String> numbering(Collection<TableName> tables);
}
