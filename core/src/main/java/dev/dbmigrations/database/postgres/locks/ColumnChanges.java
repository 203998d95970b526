package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.Table.Reference;
import java.util.Optional;

/** Locks of changes of a column: always ACCESS EXCLUSIVE on the table, and on the other end of a foreign key it drops. */
record ColumnChanges(Schema schema, ServerVersion version) {

    Impact of(ColumnChange change) {
        Taken taken = new Taken(schema).lockTree(Mode.ACCESS_EXCLUSIVE, change.table());
        return switch (change) {
            case ColumnChange.AddColumn add -> added(taken, add);
            case ColumnChange.DropColumn drop -> dropped(taken, drop);
            case ColumnChange.ChangeType retype -> retyped(taken, retype);
            case ColumnChange.SetNotNull set -> taken.doing(workOfNotNull(set));
            case ColumnChange.RenameColumn rename -> taken.doing(Work.METADATA);
            case ColumnChange.DropNotNull drop -> taken.doing(Work.METADATA);
            case ColumnChange.SetDefault set -> taken.doing(Work.METADATA);
            case ColumnChange.DropDefault drop -> taken.doing(Work.METADATA);
            case ColumnChange.RedefineColumn unknownHere -> taken.doing(Work.REWRITE);
            case ColumnChange.SetColumnVisibility unknownHere -> taken.doing(Work.METADATA);
        };
    }

    private Optional<Table> table(ColumnChange change) {
        return schema.table(change.table());
    }

    private Impact added(Taken taken, ColumnChange.AddColumn add) {
        if (add.ifNotExists() && table(add).flatMap(t -> t.column(add.column())).isPresent()) {
            return taken.doing(Work.METADATA);
        }
        Work work = workOfAdded(add.definition());
        for (NewColumn.Inline inline : add.definition().constraints()) {
            if (inline.constraint() instanceof AddConstraint.AddForeignKey key) {
                taken.lock(Mode.SHARE_ROW_EXCLUSIVE, key.target().table());
            }
        }
        return taken.doing(work);
    }

    private Work workOfAdded(NewColumn column) {
        Work work = switch (column.generation()) {
            case IDENTITY_BY_DEFAULT, IDENTITY_ALWAYS, OWNED_SEQUENCE, COMPUTED_STORED -> Work.REWRITE;
            case COMPUTED_VIRTUAL -> Work.METADATA;
            case PLAIN -> workOfDefault(column);
        };
        for (NewColumn.Inline inline : column.constraints()) {
            work = heavier(work, workOfInline(inline.constraint(), column));
        }
        return work;
    }

    private static Work workOfDefault(NewColumn column) {
        String expression = column.defaultSql();
        if (expression == null) {
            // An existing row would hold NULL: the server reads the table to see whether there is one.
            return column.notNull() ? Work.SCAN : Work.METADATA;
        }
        return DefaultExpression.maybeVolatile(expression) ? Work.REWRITE : Work.METADATA;
    }

    private static Work workOfInline(AddConstraint constraint, NewColumn column) {
        return switch (constraint) {
            case AddConstraint.AddUnique unique -> Work.INDEX_BUILD;
            case AddConstraint.AddPrimaryKey key -> Work.INDEX_BUILD;
            case AddConstraint.AddExclusion exclusion -> Work.INDEX_BUILD;
            case AddConstraint.AddCheck check -> Work.SCAN;
            // A column of NULLs alone refers to nothing.
            case AddConstraint.AddForeignKey key -> column.defaultSql() == null ? Work.METADATA : Work.SCAN;
            case AddConstraint.AddNotNull notNull -> Work.METADATA;
        };
    }

    private Impact dropped(Taken taken, ColumnChange.DropColumn drop) {
        table(drop).ifPresent(table -> {
            table.constraintsOn(drop.column())
                    .map(Constraint::target)
                    .filter(target -> target != null)
                    .forEach(target -> taken.lock(Mode.ACCESS_EXCLUSIVE, target.table()));
            if (drop.cascade()) {
                table.surroundings().referencing().stream()
                        .filter(r -> refersTo(r, drop.column()))
                        .forEach(r -> taken.lock(Mode.ACCESS_EXCLUSIVE, r.from()));
                table.surroundings().dependents().stream()
                        .filter(d -> d.uses(drop.column()))
                        .forEach(taken::lockDependent);
            }
        });
        return taken.doing(Work.METADATA);
    }

    /** The foreign keys on both sides of the column are dropped and made again, so the tables at the other end are locked too. */
    private Impact retyped(Taken taken, ColumnChange.ChangeType change) {
        Optional<Table> found = table(change);
        if (found.isEmpty()) {
            return taken.doing(Work.REWRITE);
        }
        Table table = found.get();
        table.constraintsOn(change.column())
                .map(Constraint::target)
                .filter(target -> target != null)
                .forEach(target -> taken.lock(Mode.ACCESS_EXCLUSIVE, target.table()));
        table.surroundings().referencing().stream()
                .filter(r -> refersTo(r, change.column()))
                .forEach(r -> taken.lock(Mode.ACCESS_EXCLUSIVE, r.from()));
        return taken.doing(new TypeChange(table, change).work());
    }

    private static boolean refersTo(Reference reference, String column) {
        Constraint.Target target = reference.constraint().target();
        return target != null && target.columns().contains(column);
    }

    private Work workOfNotNull(ColumnChange.SetNotNull set) {
        Optional<Table> table = table(set);
        if (table.isEmpty()) {
            return Work.SCAN;
        }
        boolean done = table.get().column(set.column()).map(c -> !c.nullable()).orElse(false)
                && !NotNullProof.isPending(table.get(), set.column());
        return done || NotNullProof.exists(table.get(), set.column()) ? Work.METADATA : Work.SCAN;
    }

    static Work heavier(Work one, Work other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whether the column of a table surely holds no NULL. */
    static boolean holdsNoNull(Table table, String column) {
        return table.column(column).map(Column::nullable).map(n -> !n).orElse(false)
                || NotNullProof.exists(table, column);
    }
}
