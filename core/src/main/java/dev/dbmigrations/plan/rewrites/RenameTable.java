package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.DdlWriter;
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
}
