package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.Optional;

/** Locks of index changes. A lock on an index itself stops every query that plans to look at it. */
record IndexChanges(Schema schema) {

    Impact of(IndexChange change) {
        return switch (change) {
            case IndexChange.CreateIndex create -> created(create);
            case IndexChange.DropIndex drop -> dropped(drop);
            case IndexChange.RenameIndex rename ->
                new Taken(schema)
                        .lock(Mode.SHARE_UPDATE_EXCLUSIVE, indexName(rename.table(), rename.index()))
                        .doing(Work.METADATA);
            case IndexChange.SetIndexVisibility unknownHere ->
                new Taken(schema)
                        .lock(Mode.ACCESS_EXCLUSIVE, unknownHere.table())
                        .doing(Work.METADATA);
        };
    }

    private Impact created(IndexChange.CreateIndex create) {
        Taken taken = new Taken(schema);
        Optional<Table> table = schema.table(create.table());
        String name = create.name();
        if (create.how().ifNotExists()
                && name != null
                && table.flatMap(t -> t.index(name)).isPresent()) {
            Mode mode = create.how().concurrently() ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE;
            return taken.lock(mode, create.table()).doing(Work.METADATA);
        }
        if (create.how().concurrently()) {
            return taken.lock(Mode.SHARE_UPDATE_EXCLUSIVE, create.table()).doing(Work.INDEX_BUILD);
        }
        boolean partitioned = table.map(t -> t.kind() == Table.Kind.PARTITIONED).orElse(false);
        if (create.how().only() && partitioned) {
            return taken.lock(Mode.SHARE, create.table()).doing(Work.METADATA);
        }
        if (isThereBelow(create)) {
            return taken.lockTree(Mode.SHARE, create.table()).doing(Work.METADATA);
        }
        return (create.how().only()
                        ? taken.lock(Mode.SHARE, create.table())
                        : taken.lockTree(Mode.SHARE, create.table()))
                .doing(Work.INDEX_BUILD);
    }

    /** Whether each partition has such an index already: then they are taken over as they are. */
    private boolean isThereBelow(IndexChange.CreateIndex create) {
        String tail = create.tail().strip().replaceAll("\\s+", " ");
        String method = tail.startsWith("(") ? "btree " + tail : tail.replaceFirst("(?i)^USING ", "");
        String wanted = (create.how().unique() ? "unique " : "") + method;
        return schema.table(create.table()).stream()
                .flatMap(t -> t.surroundings().dependents().stream())
                .filter(Dependent::isIndexOfEveryPartition)
                .anyMatch(below -> below.name().equalsIgnoreCase(wanted));
    }

    private Impact dropped(IndexChange.DropIndex drop) {
        Mode mode = drop.concurrently() ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE;
        Taken taken = new Taken(schema);
        Optional<TableName> table = tableOf(drop.table(), drop.index());
        boolean isNew = table.flatMap(schema::table).map(Table::isNew).orElse(false);
        if (isNew || (drop.ifExists() && table.isEmpty())) {
            return Impact.NONE;
        }
        table.ifPresent(t -> taken.lockTree(mode, t));
        return taken.lock(mode, indexName(drop.table(), drop.index())).doing(Work.METADATA);
    }

    private Optional<TableName> tableOf(TableName written, TableName index) {
        return schema.index(index)
                .map(found -> found.getKey().name())
                .or(() -> written.name().isEmpty() ? Optional.empty() : Optional.of(written));
    }

    private TableName indexName(TableName table, TableName index) {
        return schema.index(index)
                .map(found -> found.getKey().name().named(found.getValue().name()))
                .orElseGet(() -> index.isQualified()
                        ? index
                        : index.inSchema(schema.resolve(table).schema()));
    }
}
