package dev.dbmigrations.dialect;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;

/** The prediction of what a statement locks, and what it does meanwhile, if it is run as written. */
public interface LockProfile {

    /**
     * @param clause one change with its SQL
     * @param schema the tables it touches as they are before
     */
    Impact impact(Clause clause, Schema schema);

    /** Whether the server concludes from what the table holds to that the condition is true of each row, and does not look. */
    default boolean proves(Table table, String condition) {
        return false;
    }
}
