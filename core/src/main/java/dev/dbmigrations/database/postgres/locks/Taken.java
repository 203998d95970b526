package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.Map;
import java.util.TreeMap;

/** The locks of one statement while they are being collected: per relation the strongest. Not thread-safe. */
final class Taken {
    private final Schema schema;
    private final Map<TableName, Mode> modes = new TreeMap<>();

    Taken(Schema schema) {
        this.schema = schema;
    }

    /** A relation created by the same migration is left out: nobody else can wait for it. */
    Taken lock(Mode mode, TableName relation) {
        TableName qualified = schema.resolve(relation);
        if (schema.table(qualified).map(Table::isNew).orElse(false)) {
            return this;
        }
        modes.merge(qualified, mode, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        return this;
    }

    /** The same lock on the relation and everything below it. */
    Taken lockTree(Mode mode, TableName relation) {
        lock(mode, relation);
        schema.table(relation)
                .ifPresent(t -> t.surroundings().dependents().stream()
                        .filter(d -> d.isPartition() || d.kind().equals("child table"))
                        .forEach(d -> lockTree(mode, RelationText.parse(d.name()))));
        return this;
    }

    /** Its rows are looked at, or told apart anew, when a partition comes or goes beside it. */
    Taken lockDefaultPartition(Mode mode, TableName parent) {
        schema.table(parent)
                .ifPresent(t -> t.surroundings().dependents().stream()
                        .filter(Dependent::isDefaultPartition)
                        .forEach(d -> lockTree(mode, RelationText.parse(d.name()))));
        return this;
    }

    /** The view or other relation that depends on a table. Triggers, rules and policies are no relations of their own. */
    Taken lockDependent(Dependent dependent) {
        if (dependent.kind().contains("view")) {
            lock(Mode.ACCESS_EXCLUSIVE, RelationText.parse(dependent.name()));
        }
        return this;
    }

    boolean holds(Mode mode, TableName relation) {
        return mode.equals(modes.get(schema.resolve(relation)));
    }

    Impact doing(Work work) {
        return new Impact(
                modes.entrySet().stream().map(e -> e.getValue().on(e.getKey())).toList(), work);
    }
}
