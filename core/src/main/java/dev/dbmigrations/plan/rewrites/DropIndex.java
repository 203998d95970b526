package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.Map;
import java.util.Optional;

/**
 * Drops an index without keeping anyone out.
 *
 * <pre>
 * asked:  DROP INDEX i
 * done:   drop index concurrently; built again the same way if it is taken back
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class DropIndex implements Rewrite<IndexChange.DropIndex> {

    @Override
    public Class<IndexChange.DropIndex> handles() {
        return IndexChange.DropIndex.class;
    }

    @Override
    public Sketch sketch(IndexChange.DropIndex change, Situation situation) {
        Optional<Map.Entry<Table, Index>> found = situation.schema().index(change.table(), change.index());
        if (found.isEmpty()) {
            if (change.ifExists()) {
                return Sketch.asWritten();
            }
            throw situation.refused(
                    PlanRefused.Reason.UNKNOWN_OBJECT,
                    "index " + change.index() + " is not there",
                    "mend the name, or write DROP INDEX IF EXISTS");
        }
        Table table = found.get().getKey();
        Index index = found.get().getValue();
        boolean ordinary = table.kind() != Table.Kind.PARTITIONED && !index.belongsToConstraint() && !change.cascade();
        if (table.isNew() || !ordinary || !situation.can(Capability.CONCURRENT_INDEX_BUILD)) {
            return Sketch.asWritten();
        }
        TableName name = table.name().named(index.name());
        String back = situation.ddl().createIndexOnline(table.name(), index.name(), index);
        String gone = "SELECT NOT EXISTS (" + exists(situation, table, index) + ")";
        return Sketch.by(Strategy.ONLINE)
                .migrate(situation
                        .pen()
                        .alone(
                                "drop index " + name + " while the table is used",
                                situation.impact(new IndexChange.DropIndex(
                                        change.table(), name, true, change.ifExists(), false)),
                                new Reversal(Undo.Run.of(back), new Probe.Ask(gone)),
                                situation.ddl().dropIndexOnline(table.name(), index.name()),
                                Optional.empty()));
    }

    private static String exists(Situation situation, Table table, Index index) {
        String valid = situation.ddl().indexIsValid(table.name(), index.name());
        String leftover = situation.ddl().indexIsLeftover(table.name(), index.name());
        return "SELECT 1 WHERE (" + valid + ") OR (" + leftover + ")";
    }
}
