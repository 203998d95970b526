package dev.dbmigrations.plan;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table that a migration empties and fills again with rows that stand in it: in one transaction, where the server can, so that nobody
 * sees it empty. Then its rows are not kept, since copying them ends the transaction.
 */
final class Refill {
    /** A longer text takes longer than others may be kept out, in characters. */
    private static final int LONGEST = 1 << 16;

    private Refill() {}

    /** Whether a statement empties a table that another one behind it fills again. */
    static boolean isBegunBy(Statement statement, Migration migration, Schema schema) {
        Set<TableName> emptied = emptiedBy(statement, schema);
        List<Statement> all = migration.statements();
        return !emptied.isEmpty()
                && all.subList(1 + all.indexOf(statement), all.size()).stream()
                        .anyMatch(later -> isFilling(later, emptied, schema));
    }

    /** The tables that a statement empties. */
    static Set<TableName> emptiedBy(Statement statement, Schema schema) {
        Set<TableName> emptied = new TreeSet<>();
        statement.changes().stream()
                .filter(Truncate.class::isInstance)
                .forEach(change -> emptied.add(schema.resolve(((Truncate) change).table())));
        return emptied;
    }

    /** Whether a statement does nothing but give rows to tables that are empty. */
    static boolean isFilling(Statement statement, Set<TableName> emptied, Schema schema) {
        return !statement.changes().isEmpty()
                && statement.text().length() <= LONGEST
                && statement.changes().stream()
                        .allMatch(change -> change instanceof RowChange.InsertGivenRows rows
                                && emptied.contains(schema.resolve(rows.table())));
    }
}
