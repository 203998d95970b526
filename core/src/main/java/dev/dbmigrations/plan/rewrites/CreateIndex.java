package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.Optional;

/**
 * Builds an index without stopping writes.
 *
 * <pre>
 * asked:  CREATE INDEX i ON t (c)
 * done:   create index concurrently, what a failed attempt left is dropped first
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class CreateIndex implements Rewrite<IndexChange.CreateIndex> {

    @Override
    public Class<IndexChange.CreateIndex> handles() {
        return IndexChange.CreateIndex.class;
    }

    @Override
    public Sketch sketch(IndexChange.CreateIndex change, Situation situation) {
        Table table = situation.table(change.table());
        boolean ordinary = table.kind() == Table.Kind.TABLE
                || table.kind() == Table.Kind.PARTITION
                || table.kind() == Table.Kind.MATERIALIZED_VIEW;
        boolean direct = situation.isSmall(table) && !change.how().concurrently();
        if (!table.isNew() && !direct && !change.how().only() && !change.how().concurrently()) {
            Optional<Leaves> leaves = Leaves.of(table, situation)
                    .filter(l ->
                            change.name() == null || table.index(change.name()).isEmpty());
            if (leaves.isPresent()) {
                Sketch parts = PartitionedIndex.sketch(situation, table, change, leaves.get());
                return duplicatesFirst(parts, change, situation, table);
            }
        }
        if (table.isNew() || direct || !ordinary || !situation.can(Capability.CONCURRENT_INDEX_BUILD)) {
            return duplicatesFirst(Sketch.asWritten(), change, situation, table);
        }
        String name = change.name() == null ? ConstraintNames.ofIndex(change, table, situation.names()) : change.name();
        Optional<Index> present = table.index(name).filter(Index::valid);
        if (present.isPresent()) {
            return whenPresent(change, situation, table, name);
        }
        Sketch sketch = duplicatesFirst(Sketch.by(Strategy.ONLINE), change, situation, table);
        if (situation.can(Capability.ONLINE_ALGORITHMS)) {
            return sketch.migrate(asserted(situation, table, name));
        }
        String sql = situation
                .ddl()
                .createIndexOnline(
                        table.name(), name, change.tail(), change.how().unique());
        return sketch.migrate(OnlineIndex.build(situation, table, name, change.columns(), sql));
    }

    private static Sketch duplicatesFirst(
            Sketch sketch, IndexChange.CreateIndex change, Situation situation, Table table) {
        boolean ofAllRows = !change.tail().toLowerCase(java.util.Locale.ROOT).contains("where");
        return change.how().unique() && ofAllRows
                ? sketch.checkRows(
                        table, change.columns(), () -> new DataChecks(situation).duplicates(table, change.columns()))
                : sketch;
    }

    /** Where the server builds it while rows are written, or refuses. */
    private static Step asserted(Situation situation, Table table, String name) {
        situation.refuseIfBlocking();
        return situation
                .pen()
                .brief(
                        "build index " + name + " on " + table.name() + " while rows are written",
                        situation.impact(),
                        Undo.Run.of(situation.ddl().dropIndex(table.name(), name)),
                        situation.clause().sql());
    }

    private static Sketch whenPresent(IndexChange.CreateIndex change, Situation situation, Table table, String name) {
        if (change.how().ifNotExists()) {
            return Sketch.by(Strategy.DIRECT).note("index " + name + " of " + table.name() + " is there already");
        }
        throw situation.refused(
                PlanRefused.Reason.NOT_POSSIBLE,
                "index " + name + " of " + table.name() + " is there already",
                "choose another name, or take the statement out");
    }
}
