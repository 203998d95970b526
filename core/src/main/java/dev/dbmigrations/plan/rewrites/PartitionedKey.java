package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Table;

/**
 * A foreign key of a partitioned table, proved partition by partition; that of the whole takes those over without reading a row.
 *
 * <pre>
 * asked:  ALTER TABLE t ADD FOREIGN KEY (p_id) REFERENCES p
 * done:   for each partition: add the key, unvalidated │ validate each │ add the key to t
 * </pre>
 */
final class PartitionedKey {
    private final Situation situation;
    private final AddForeignKey key;
    private final String name;

    private PartitionedKey(Situation situation, AddForeignKey key) {
        this.situation = situation;
        this.key = key;
        this.name = String.valueOf(key.name());
    }

    /**
     * @param key with its name and the columns it points to
     */
    static Sketch sketch(Situation situation, Table table, AddForeignKey key, Leaves leaves) {
        PartitionedKey words = new PartitionedKey(situation, key);
        Sketch sketch = Sketch.by(Strategy.ONLINE)
                .check(new DataChecks(situation)
                        .orphans(
                                table, key.columns(), key.target(), key.target().table()));
        leaves.tables().forEach(leaf -> sketch.migrate(words.added(leaf)));
        leaves.tables().forEach(leaf -> sketch.migrate(words.validated(leaf)));
        return sketch.migrate(words.whole(table));
    }

    /** Once the whole has one, that of a partition goes with it only. */
    private Step added(Table leaf) {
        AddForeignKey deferred = new AddForeignKey(
                leaf.name(), name, key.columns(), key.target(), key.definition(), Validation.DEFERRED);
        return situation
                .pen()
                .brief(
                        "add foreign key " + name + " for new rows of " + leaf.name(),
                        situation.impact(deferred),
                        Undo.Run.of(situation.ddl().dropConstraintIfThere(leaf.name(), name)),
                        situation.ddl().addConstraintUnvalidated(leaf.name(), name, key.definition()));
    }

    private Step validated(Table leaf) {
        return situation
                .pen()
                .shared(
                        "validate foreign key " + name + " of " + leaf.name(),
                        situation.impact(new ValidateConstraint(leaf.name(), name)),
                        leaf,
                        situation.ddl().validateConstraint(leaf.name(), name));
    }

    private Step whole(Table table) {
        return situation
                .pen()
                .brief(
                        "add foreign key " + name + " to " + table.name() + ", of those of its partitions",
                        NotNull.metadataOnly(situation.impact()),
                        Undo.Run.of(situation.ddl().dropConstraint(table.name(), name)),
                        situation.ddl().addConstraint(table.name(), name, key.definition()));
    }
}
