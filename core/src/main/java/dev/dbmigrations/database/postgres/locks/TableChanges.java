package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.Table.Reference;
import dev.dbmigrations.schema.TableName;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Locks of changes of a table as a whole. */
record TableChanges(Schema schema) {
    private static final Pattern PARTITION_OF = Pattern.compile("(?i)\\bpartition\\s+of\\b");
    private static final Pattern LIKE = Pattern.compile("(?i)\\(\\s*like\\b|,\\s*like\\b");

    Impact of(WholeTableChange change, String sql) {
        Taken taken = new Taken(schema);
        return switch (change) {
            case CreateTable create -> created(taken, create, sql);
            case DropTable drop -> dropped(taken, drop);
            case DropConstraint drop -> constraintDropped(taken.lockTree(Mode.ACCESS_EXCLUSIVE, drop.table()), drop);
            case Truncate truncate -> truncated(taken, truncate);
            case WholeTableChange.ValidateConstraint validate -> validated(taken, validate);
            case WholeTableChange.RenameTable rename ->
                taken.lock(Mode.ACCESS_EXCLUSIVE, rename.table()).doing(Work.METADATA);
            case WholeTableChange.RenameConstraint rename ->
                taken.lockTree(Mode.ACCESS_EXCLUSIVE, rename.table()).doing(Work.METADATA);
            case WholeTableChange.AlterOtherwise alter -> new OtherActions(schema).of(alter, sql);
            case WholeTableChange.ReplacePrimaryKey unknownHere -> ofOtherServers(taken, unknownHere);
            case WholeTableChange.SetTableOption unknownHere -> ofOtherServers(taken, unknownHere);
            case WholeTableChange.ConvertCharacterSet unknownHere -> ofOtherServers(taken, unknownHere);
            case WholeTableChange.RebuildTable unknownHere -> ofOtherServers(taken, unknownHere);
            case WholeTableChange.ChangePartitions unknownHere -> ofOtherServers(taken, unknownHere);
        };
    }

    /** What PostgreSQL's parser never makes of a statement. */
    private static Impact ofOtherServers(Taken taken, WholeTableChange change) {
        return taken.lockTree(Mode.ACCESS_EXCLUSIVE, change.table()).doing(Work.REWRITE);
    }

    private Impact created(Taken taken, CreateTable create, String sql) {
        if (create.traits().ifNotExists() && schema.table(create.table()).isPresent()) {
            return Impact.NONE;
        }
        Stream.concat(
                        create.constraints().stream(),
                        create.columns().stream()
                                .flatMap(c -> c.constraints().stream())
                                .map(NewColumn.Inline::constraint))
                .forEach(c -> {
                    if (c instanceof AddConstraint.AddForeignKey key
                            && !schema.resolve(key.target().table()).equals(schema.resolve(create.table()))) {
                        taken.lock(Mode.SHARE_ROW_EXCLUSIVE, key.target().table());
                    }
                });
        create.traits().parents().forEach(parent -> lockParent(taken, parent, sql));
        return taken.doing(create.traits().filled() ? Work.ROWS : workOfPartition(create, sql));
    }

    private void lockParent(Taken taken, TableName parent, String sql) {
        taken.lock(modeForParent(parent, sql), parent);
        if (PARTITION_OF.matcher(sql).find()) {
            taken.lockDefaultPartition(Mode.ACCESS_EXCLUSIVE, parent);
        }
    }

    /** A default partition is read to see that no row of it belongs into the new one. */
    private Work workOfPartition(CreateTable create, String sql) {
        boolean reads = PARTITION_OF.matcher(sql).find()
                && create.traits().parents().stream()
                        .flatMap(p -> schema.table(p).stream())
                        .filter(p -> !p.isNew())
                        .flatMap(p -> p.surroundings().dependents().stream())
                        .anyMatch(Dependent::isDefaultPartition);
        return reads ? Work.SCAN : Work.METADATA;
    }

    private Mode modeForParent(TableName parent, String sql) {
        boolean partitioned = schema.table(parent)
                .map(t -> t.kind() == Table.Kind.PARTITIONED)
                .orElse(false);
        if (PARTITION_OF.matcher(sql).find() || (partitioned && sql.isEmpty())) {
            return Mode.ACCESS_EXCLUSIVE;
        }
        return LIKE.matcher(sql).find() ? Mode.ACCESS_SHARE : Mode.SHARE_UPDATE_EXCLUSIVE;
    }

    /** The tables at the other end of its foreign keys are locked too, because their triggers go. */
    private Impact dropped(Taken taken, DropTable drop) {
        Optional<Table> found = schema.table(drop.table());
        if (found.isEmpty() && drop.ifExists()) {
            return Impact.NONE;
        }
        taken.lockTree(Mode.ACCESS_EXCLUSIVE, drop.table());
        found.ifPresent(table -> {
            lockReferenced(taken, table);
            schema.tables().values().stream()
                    .filter(t -> t.surroundings().dependents().stream()
                            .anyMatch(d -> d.isPartition()
                                    && schema.resolve(RelationText.parse(d.name()))
                                            .equals(table.name())))
                    .forEach(parent -> taken.lock(Mode.ACCESS_EXCLUSIVE, parent.name())
                            .lockDefaultPartition(Mode.ACCESS_EXCLUSIVE, parent.name()));
            if (drop.cascade()) {
                table.surroundings().referencing().forEach(r -> taken.lock(Mode.ACCESS_EXCLUSIVE, r.from()));
                table.surroundings().dependents().forEach(taken::lockDependent);
            }
        });
        return taken.doing(Work.METADATA);
    }

    private static void lockReferenced(Taken taken, Table table) {
        for (Constraint constraint : table.constraints()) {
            Constraint.Target target = constraint.target();
            if (target != null) {
                taken.lock(Mode.ACCESS_EXCLUSIVE, target.table());
            }
        }
    }

    private Impact constraintDropped(Taken taken, DropConstraint drop) {
        Optional<Table> table = schema.table(drop.table());
        Optional<Constraint> constraint = table.flatMap(t -> t.constraint(drop.name()));
        if (table.isEmpty() || constraint.isEmpty()) {
            return taken.doing(Work.METADATA);
        }
        Constraint.Target target = constraint.get().target();
        if (target != null) {
            taken.lock(Mode.ACCESS_EXCLUSIVE, target.table());
        }
        if (drop.cascade() && constraint.get().isKey()) {
            table.get().surroundings().referencing().stream()
                    .filter(r -> pointsAt(r, constraint.get()))
                    .forEach(r -> taken.lock(Mode.ACCESS_EXCLUSIVE, r.from()));
        }
        return taken.doing(Work.METADATA);
    }

    private static boolean pointsAt(Reference reference, Constraint key) {
        Constraint.Target target = reference.constraint().target();
        return target != null && key.columns().containsAll(target.columns());
    }

    private Impact validated(Taken taken, WholeTableChange.ValidateConstraint validate) {
        taken.lockTree(Mode.SHARE_UPDATE_EXCLUSIVE, validate.table());
        Optional<Constraint> constraint = schema.table(validate.table()).flatMap(t -> t.constraint(validate.name()));
        constraint.map(Constraint::target).ifPresent(target -> taken.lock(Mode.ROW_SHARE, target.table()));
        boolean done = constraint.map(Constraint::validated).orElse(false);
        return taken.doing(done ? Work.METADATA : Work.SCAN);
    }

    private Impact truncated(Taken taken, Truncate truncate) {
        truncateTree(taken, truncate.table(), truncate.cascade());
        return taken.doing(Work.METADATA);
    }

    private void truncateTree(Taken taken, TableName name, boolean cascade) {
        taken.lockTree(Mode.ACCESS_EXCLUSIVE, name);
        if (!cascade) {
            return;
        }
        for (Reference reference :
                schema.table(name).map(t -> t.surroundings().referencing()).orElseGet(java.util.List::of)) {
            if (!taken.holds(Mode.ACCESS_EXCLUSIVE, reference.from())) {
                truncateTree(taken, reference.from(), true);
            }
        }
    }
}
