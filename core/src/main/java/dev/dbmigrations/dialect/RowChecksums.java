package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Table;
import java.util.List;

/**
 * How one dialect tells whether two tables hold the same rows, and makes the one like the other where they do not. Only
 * SQL: rows are counted and digested by the server, and both tables in one statement, which sees them at one instant.
 *
 * <p>Digests are of at least 64 bits; each value has its column's own part in its row's, so that neither shifted nor
 * swapped values are taken for the same (must-not-fail 67). Rows are counted besides (must-not-fail 68). Pure.
 */
public interface RowChecksums {

    /**
     * Which rows are meant, as conditions on either side.
     *
     * @param source over the columns of the source, by the alias of its walk
     * @param target the same rows on the target
     */
    record Range(String source, String target) {}

    /**
     * Everything that is needed to compare the two.
     *
     * @param source as the catalog shows it
     * @param target as it is when it is compared: types and collations are taken from it
     * @param columns each column of the target that is filled from the source; what the server computes itself is left out
     */
    TablePair pair(Table source, Table target, List<TablePair.Matched> columns);

    /** Statements that prepare a session for comparing beside others that do the same. */
    default List<String> preparation() {
        return List.of();
    }

    /** A query giving one row: number and checksum of the source's rows in the range, then those of the target's. */
    String comparison(TablePair pair, Range range);

    /**
     * A query for the keys in the range whose rows differ, in order: a row for each, with the key's columns in the target's
     * shape, and then 1 where the target misses the row, -1 where only the target has it, 0 where the two differ.
     *
     * @param most how many at most
     */
    String differences(TablePair pair, Range range, int most);

    /**
     * Statements that make the target's rows in the range what the source's are, to be run in one transaction. The source's
     * rows are locked against change, so that clients wait while it lasts; a row that comes between makes it fail as a
     * duplicate or as not serializable, to be tried again.
     */
    List<String> repair(TablePair pair, Range range);
}
