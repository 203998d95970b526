package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Renames a table and leaves a writable view under its old name until nobody uses it.
 *
 * <pre>
 * asked:  ALTER TABLE a RENAME TO b
 * done:   rename a to b, create view a │ gate: nobody uses a │ drop view a
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class RenameTable implements Rewrite<WholeTableChange.RenameTable> {

    @Override
    public Class<WholeTableChange.RenameTable> handles() {
        return WholeTableChange.RenameTable.class;
    }

    @Override
    public Sketch sketch(WholeTableChange.RenameTable change, Situation situation) {
        Table table = situation.table(change.table());
        boolean ordinary = table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED;
        if (!ordinary || !situation.mayHaveClients(table) || situation.mayBreakShape(table)) {
            return Sketch.asWritten();
        }
        if (!situation.can(Capability.TRANSACTIONAL_DDL)) {
            return newNameFirst(change, situation, table);
        }
        DdlWriter ddl = situation.ddl();
        TableName renamed = table.name().named(change.newName());
        List<String> columns = table.columns().stream().map(Column::name).toList();
        List<String> sql = new ArrayList<>();
        sql.add(ddl.renameTable(table.name(), change.newName()));
        sql.addAll(ddl.createAliasView(table.name(), renamed, columns));
        String dropView = ddl.dropView(table.name());
        List<String> viewAgain = ddl.createAliasView(table.name(), renamed, columns);
        String gate = "no client may use the table name " + table.name() + " any more";
        return Sketch.by(Strategy.EXPAND_CONTRACT)
                .holds(table.name())
                .note("until the gate, " + table.name()
                        + " is a view: TRUNCATE, COPY into it and ON CONFLICT ON CONSTRAINT do not"
                        + " work under the old name")
                .expand(situation
                        .pen()
                        .brief(
                                "rename " + table.name() + " to " + change.newName() + ", the old name a view of it",
                                situation.impact(),
                                Undo.Run.of(
                                        dropView,
                                        ddl.renameTable(renamed, table.name().name())),
                                sql))
                .contract(
                        gate,
                        situation
                                .pen()
                                .brief(
                                        "drop the view " + table.name(),
                                        situation.impact(new RunAsWritten(
                                                "drop view",
                                                table.name().toString(),
                                                List.of(table.name()),
                                                List.of())),
                                        new Undo.Run(viewAgain),
                                        dropView));
    }

    /**
     * Where a rename and a view cannot come in one transaction: the new name is a view until nobody uses the old one, and then
     * the table takes it in one statement with the view's leaving it.
     */
    private static Sketch newNameFirst(WholeTableChange.RenameTable change, Situation situation, Table table) {
        DdlWriter ddl = situation.ddl();
        TableName renamed = table.name().named(change.newName());
        TableName aside = table.name().named(situation.names().derived(change.newName(), "view"));
        List<String> columns = table.columns().stream().map(Column::name).toList();
        String create = ddl.createAliasView(renamed, table.name(), columns).getFirst();
        String gate = "no client may use the table name " + table.name() + " any more";
        Impact touching =
                situation.predicted(new Clause(change, situation.clause().sql()));
        return Sketch.by(Strategy.EXPAND_CONTRACT)
                .holds(table.name())
                .note("until the gate, " + renamed + " is a view: TRUNCATE, LOAD DATA and ALTER TABLE do not work under"
                        + " the new name")
                .expand(situation
                        .pen()
                        .brief(
                                "let " + renamed + " be a view of " + table.name(),
                                situation.predicted(new Clause(viewChange("create view", renamed), create)),
                                Undo.Run.of(ddl.dropView(renamed)),
                                create))
                .contract(
                        gate,
                        situation
                                .pen()
                                .brief(
                                        "let " + table.name() + " take the name of its view",
                                        touching,
                                        Undo.Run.of(ddl.renameTables(List.of(
                                                new DdlWriter.Renaming(renamed, table.name()),
                                                new DdlWriter.Renaming(aside, renamed)))),
                                        ddl.renameTables(List.of(
                                                new DdlWriter.Renaming(renamed, aside),
                                                new DdlWriter.Renaming(table.name(), renamed)))))
                .contract(
                        gate,
                        situation
                                .pen()
                                .brief(
                                        "drop the view " + aside,
                                        situation.predicted(new Clause(viewChange("drop view", aside), "")),
                                        new Undo.Nothing("nobody used it"),
                                        ddl.dropView(aside)));
    }

    private static RunAsWritten viewChange(String action, TableName view) {
        return new RunAsWritten(action, view.toString(), List.of(view), List.of());
    }
}
