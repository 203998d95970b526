package dev.dbmigrations.dialect;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Table;
import java.util.Optional;

/**
 * Somebody who knows whether a change would write the table anew: the live server, asked on an empty clone of the table.
 */
public interface Oracle {

    /** An oracle that knows nothing; the catalogue's prediction stands. */
    Oracle SILENT = (clause, table) -> Optional.empty();

    /** What the clause would do to the table's files, or empty when nobody can tell. */
    Optional<Work> workOf(Clause clause, Table table);

    /** What it would lock as well, where the server can be asked for that too. */
    default Optional<Impact> impactOf(Clause clause, Table table) {
        return Optional.empty();
    }
}
