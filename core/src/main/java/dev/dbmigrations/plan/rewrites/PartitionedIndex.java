package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Table;
import java.util.List;

/**
 * An index of a partitioned table, built partition by partition.
 *
 * <pre>
 * asked:  CREATE INDEX i ON t (c)
 * done:   the index on t alone │ for each partition: create index concurrently │ attach them all
 *
 * where partitions are partitioned again:
 *         for each that holds rows: create index concurrently │ the index on t, which takes those over
 * </pre>
 */
final class PartitionedIndex {
    private final Situation situation;
    private final Table table;
    private final IndexChange.CreateIndex change;
    private final String name;

    private PartitionedIndex(Situation situation, Table table, IndexChange.CreateIndex change) {
        this.situation = situation;
        this.table = table;
        this.change = change;
        this.name = change.name() == null ? ConstraintNames.ofIndex(change, table, situation.names()) : change.name();
    }

    static Sketch sketch(Situation situation, Table table, IndexChange.CreateIndex change, Leaves leaves) {
        PartitionedIndex index = new PartitionedIndex(situation, table, change);
        Sketch sketch = Sketch.by(Strategy.ONLINE);
        if (leaves.areFlat()) {
            sketch.expand(index.onParent(leaves.words()));
            index.builds(sketch, leaves);
            leaves.tables().forEach(leaf -> sketch.finish(index.attached(leaves.words(), leaf)));
        } else {
            index.builds(sketch, leaves);
            sketch.migrate(index.ofParts(leaves.words()));
        }
        return sketch;
    }

    private void builds(Sketch sketch, Leaves leaves) {
        for (Table leaf : leaves.tables()) {
            String part = partName(leaf);
            sketch.migrate(OnlineIndex.build(
                    situation,
                    leaf,
                    part,
                    change.columns(),
                    situation
                            .ddl()
                            .createIndexOnline(
                                    leaf.name(),
                                    part,
                                    change.tail(),
                                    change.how().unique())));
        }
    }

    /** The server finds those of the partitions, and makes what lies between. */
    private Step ofParts(Partitions words) {
        return situation
                .pen()
                .brief(
                        "make index " + name + " on " + table.name() + ", of those of its partitions",
                        NotNull.metadataOnly(situation.impact()),
                        Undo.Run.of(situation.ddl().dropIndexIfThere(table.name(), name)),
                        words.createIndexOfParts(
                                table.name(), name, change.tail(), change.how().unique()));
    }

    /** As the server calls it when it builds them all at once. */
    private String partName(Table leaf) {
        return ConstraintNames.ofIndex(change, leaf, situation.names());
    }

    private Step onParent(Partitions words) {
        var alone = new IndexChange.CreateIndex(
                table.name(),
                name,
                change.columns(),
                new IndexChange.How(change.how().unique(), false, false, /* only= */ true),
                change.tail());
        return situation
                .pen()
                .brief(
                        "make index " + name + " on " + table.name() + " alone",
                        situation.impact(alone),
                        Undo.Run.of(situation.ddl().dropIndexIfThere(table.name(), name)),
                        words.createIndexOnParent(
                                table.name(), name, change.tail(), change.how().unique()));
    }

    /** An index that is attached goes with that of the whole only, so that is what is dropped to take it back. */
    private Step attached(Partitions words, Table leaf) {
        String sql = words.attachIndex(table.name(), name, leaf.name(), partName(leaf));
        Change attaching = new Change.RunAsWritten(
                "alter index attach partition",
                situation.names().quote(table.name().named(name)),
                List.of(),
                List.of());
        return situation
                .pen()
                .brief(
                        "attach index " + partName(leaf) + " to " + name,
                        situation.predicted(new Clause(attaching, sql)),
                        Undo.Run.of(situation.ddl().dropIndexIfThere(table.name(), name)),
                        sql);
    }
}
