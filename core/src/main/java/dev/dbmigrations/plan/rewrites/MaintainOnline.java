package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;

/**
 * Builds indexes and materialized views anew while they are used.
 *
 * <pre>
 * asked:  REINDEX INDEX i
 * done:   reindex concurrently; what a failed attempt leaves is dropped
 *
 * asked:  REFRESH MATERIALIZED VIEW v, which has a unique index
 * done:   refresh concurrently
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class MaintainOnline implements Rewrite<RunAsWritten> {

    @Override
    public Class<RunAsWritten> handles() {
        return RunAsWritten.class;
    }

    @Override
    public Sketch sketch(RunAsWritten change, Situation situation) {
        if (change.tables().size() != 1) {
            return Sketch.asWritten();
        }
        TableName named = change.tables().getFirst();
        return switch (change.action()) {
            case "reindex index", "reindex index concurrently" ->
                situation
                        .schema()
                        .index(named)
                        .flatMap(found -> index(situation, found.getKey(), found.getValue()))
                        .orElseGet(Sketch::asWritten);
            case "reindex table" ->
                ordinary(situation, named)
                        .flatMap(t -> alone(
                                situation,
                                "build the indexes of " + t.name() + " anew",
                                "reindex table concurrently",
                                t.name(),
                                situation.ddl().rebuildIndexesOnline(t.name()),
                                Optional.empty()))
                        .orElseGet(Sketch::asWritten);
            case "refresh materialized view" ->
                ordinary(situation, named)
                        .filter(MaintainOnline::canBeComparedByRow)
                        .filter(v -> !situation.clause().sql().matches("(?is).*\\bwith\\s+(no\\s+)?data\\s*"))
                        .flatMap(v -> alone(
                                situation,
                                "fill " + v.name() + " anew while it is read",
                                "refresh materialized view concurrently",
                                v.name(),
                                situation.ddl().refreshOnline(v.name()),
                                Optional.empty()))
                        .orElseGet(Sketch::asWritten);
            default -> Sketch.asWritten();
        };
    }

    private static Optional<Table> ordinary(Situation situation, TableName named) {
        return situation.schema().table(named).filter(t -> !situation.isSmall(t) && t.kind() != Table.Kind.PARTITIONED);
    }

    /** The view's rows are told apart by a unique index of plain columns over all rows (PostgreSQL 18, REFRESH MATERIALIZED VIEW). */
    private static boolean canBeComparedByRow(Table view) {
        return view.indexes().stream().anyMatch(i -> i.unique() && i.valid() && !i.isPartial() && !i.hasExpression());
    }

    private static Optional<Sketch> index(Situation situation, Table table, Index index) {
        if (situation.isSmall(table) || table.kind() == Table.Kind.PARTITIONED) {
            return Optional.empty();
        }
        String half = situation.ddl().halfRebuilt(index.name());
        return alone(
                situation,
                "build index " + index.name() + " of " + table.name() + " anew while it is used",
                "reindex index concurrently",
                table.name().named(index.name()),
                situation.ddl().rebuildIndexOnline(table.name(), index.name()),
                Optional.of(new Step.Leftover(
                        situation.ddl().indexIsLeftover(table.name(), half),
                        situation.ddl().dropIndexOnline(table.name(), half))));
    }

    private static Optional<Sketch> alone(
            Situation situation,
            String title,
            String action,
            TableName object,
            Optional<String> sql,
            Optional<Step.Leftover> leftover) {
        RunAsWritten change = new RunAsWritten(action, situation.names().quote(object), List.of(object), List.of());
        return sql.map(text -> Sketch.by(Strategy.ONLINE)
                .migrate(situation
                        .pen()
                        .alone(
                                title,
                                situation.predicted(new Clause(change, text)),
                                new Reversal(new Undo.Nothing("it holds what it held"), Probe.journal()),
                                text,
                                leftover)));
    }
}
