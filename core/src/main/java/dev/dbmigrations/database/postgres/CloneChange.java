package dev.dbmigrations.database.postgres;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.Optional;

/**
 * A change as it can be made to an empty clone of its table.
 *
 * @param action what follows {@code ALTER TABLE name}
 * @param reads what the server reads of the real table that an empty one does not show
 */
record CloneChange(String action, Reads reads) {

    /** What is read. */
    enum Reads {
        NOTHING,
        ROWS
    }

    /** Empty for changes whose work does not depend on the table. */
    static Optional<CloneChange> of(Change change, Table table) {
        return switch (change) {
            case ColumnChange.AddColumn add -> Optional.of(added(add));
            case ColumnChange.ChangeType type -> Optional.of(retyped(type, table));
            default -> Optional.empty();
        };
    }

    /** A foreign key is left off: it would lock the other table, and a temporary table cannot point at a permanent one. */
    private static CloneChange added(ColumnChange.AddColumn add) {
        NewColumn column = add.definition();
        String definition = add.sql();
        boolean reads = false;
        for (NewColumn.Inline inline : column.constraints()) {
            boolean reference = inline.constraint() instanceof AddConstraint.AddForeignKey;
            reads |=
                    inline.constraint() instanceof AddConstraint.AddCheck || (reference && column.defaultSql() != null);
            definition = reference ? definition.replace(inline.sql(), " ") : definition;
        }
        return new CloneChange("ADD COLUMN " + definition, reads ? Reads.ROWS : Reads.NOTHING);
    }

    private static CloneChange retyped(ColumnChange.ChangeType change, Table table) {
        String action = "ALTER COLUMN " + Identifiers.quote(change.column()) + " TYPE " + change.type()
                + (change.collation() == null ? "" : " COLLATE " + change.collation())
                + (change.using() == null ? "" : " USING " + change.using());
        boolean checked =
                table.constraintsOn(change.column()).anyMatch(c -> c.kind() == Constraint.Kind.CHECK && c.validated());
        return new CloneChange(action, checked ? Reads.ROWS : Reads.NOTHING);
    }
}
