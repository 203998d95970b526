package dev.dbmigrations.dialect;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Somebody who knows whether a change would write the table anew: the live server, asked on an empty clone of the table.
 * While somebody has the table to himself, the question fails and may be asked again.
 */
public interface Oracle {

    /** An oracle that knows nothing; the catalogue's prediction stands. */
    Oracle SILENT = (clause, table) -> Optional.empty();

    /** What the clause would do to the table's files, or empty when nobody can tell. */
    Optional<Work> workOf(Clause clause, Table table);

    /** Where the rows of a partition that the clause attaches to the table belong; empty when that cannot be said in a condition. */
    default Optional<PartitionBounds> boundsAsked(Clause clause, Table table) {
        return Optional.empty();
    }

    /** Where the rows of a partition belong. */
    default Optional<PartitionBounds> boundsOf(Table partition) {
        return Optional.empty();
    }

    /**
     * What the server says against making an empty copy of a table what it is to be; empty where it says nothing, or nobody can
     * ask it.
     *
     * @param copy the name by which the statements call the copy
     */
    default Optional<String> refusal(Table table, TableName copy, List<String> alterations) {
        return Optional.empty();
    }

    /** What belongs to a table beside its columns, indexes and constraints. */
    default Belongings belongings(Table table) {
        return Belongings.NONE;
    }

    /**
     * How many times longer this server takes for a piece of work than the one on which the rates of estimates were measured, found
     * out by a short one; 1 when nobody can tell.
     */
    default double slowness() {
        return 1;
    }

    /** Free bytes where the data lies; empty when that is no folder of this machine. */
    default OptionalLong freeDisk() {
        return OptionalLong.empty();
    }

    /** Whether a table of that name is there, whoever may have made it. */
    default boolean isTaken(TableName name) {
        return false;
    }

    /** What it would lock as well, where the server can be asked for that too. */
    default Optional<Impact> impactOf(Clause clause, Table table) {
        return Optional.empty();
    }
}
