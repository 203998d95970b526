package dev.dbmigrations.dialect;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.schema.Schema;

/** The prediction of what a statement locks, and what it does meanwhile, if it is run as written. */
public interface LockProfile {

    /**
     * @param clause one change with its SQL
     * @param schema the tables it touches as they are before
     */
    Impact impact(Clause clause, Schema schema);
}
