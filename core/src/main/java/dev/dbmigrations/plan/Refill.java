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
    /** More takes longer than others may be kept out, in characters of all the statements. */
    private static final int LONGEST = 1 << 16;

    private Refill() {}

    /** Whether a statement empties a table, and those right behind it fill that table again. */
    static boolean isBegunBy(Statement statement, Migration migration, Schema schema) {
        Set<TableName> emptied = emptiedBy(statement, schema);
        List<Statement> all = migration.statements();
        List<Statement> filling = all.subList(1 + all.indexOf(statement), all.size()).stream()
                .takeWhile(later -> isFilling(later, emptied, schema))
                .toList();
        return emptied.size() == 1 && !filling.isEmpty() && areBrief(filling);
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
                && statement.changes().stream()
                        .allMatch(change -> change instanceof RowChange.InsertGivenRows rows
                                && emptied.contains(schema.resolve(rows.table())));
    }

    /** Whether statements give so few rows that others may wait for all of them. */
    static boolean areBrief(List<Statement> filling) {
        return filling.stream().mapToLong(s -> s.text().length()).sum() <= LONGEST;
    }
}
