package dev.dbmigrations.change;

import java.util.List;

/**
 * A statement as written, and what it asks for.
 *
 * @param text the SQL without terminator and leading comments
 * @param position where it begins
 * @param clauses its changes in order, at least one
 * @param transaction whether the server allows it inside a transaction
 */
public record Statement(String text, Position position, List<Clause> clauses, Transaction transaction) {

    /** Whether the server lets a statement run inside a transaction. */
    public enum Transaction {
        ALLOWED,
        FORBIDDEN
    }

    public Statement {
        clauses = List.copyOf(clauses);
    }

    public List<Change> changes() {
        return clauses.stream().map(Clause::change).toList();
    }

    /**
     * Whether the clauses can only be carried out by one statement, the text: tables that reference each other are dropped or emptied
     * together or not at all, and tables that are renamed together change places at one moment.
     */
    public boolean isIndivisible() {
        List<Change> all = changes();
        return all.size() > 1
                && (all.stream().allMatch(WholeTableChange.DropTable.class::isInstance)
                        || all.stream().allMatch(WholeTableChange.RenameTable.class::isInstance)
                        || all.stream().allMatch(WholeTableChange.Truncate.class::isInstance));
    }
}
