package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.IndexChange.How;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/** The step that builds an index while rows are written, and cleans up after itself. */
final class OnlineIndex {

    private OnlineIndex() {}

    /**
     * @param sql builds it
     * @param columns for the lock prediction
     */
    static Step build(Situation situation, Table table, String name, List<String> columns, String sql) {
        String dropped = situation.ddl().dropIndexOnline(table.name(), name);
        CreateIndex change = new CreateIndex(table.name(), name, columns, new How(false, true, false, false), "");
        return situation
                .pen()
                .alone(
                        "build index " + name + " on " + table.name() + " while rows are written",
                        situation.impact(change),
                        new Reversal(
                                Undo.Run.of(dropped),
                                new Probe.Ask(situation.ddl().indexIsValid(table.name(), name))),
                        sql,
                        Optional.of(new Step.Leftover(situation.ddl().indexIsLeftover(table.name(), name), dropped)));
    }
}
