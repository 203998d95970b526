package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import dev.dbmigrations.schema.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A view that a migration drops itself holds nothing back any more. */
final class DroppedViews {
    private static final Set<String> DROPS = Set.of("drop view", "drop materialized view");

    private DroppedViews() {}

    static Schema gone(Schema schema, RunAsWritten written, Names names) {
        if (!DROPS.contains(written.action())) {
            return schema;
        }
        Set<TableName> gone = written.tables().stream().map(schema::resolve).collect(Collectors.toSet());
        Set<String> shown = gone.stream().map(names::quote).collect(Collectors.toSet());
        Schema now = schema;
        for (Table table : schema.tables().values()) {
            now = now.with(without(table, gone, shown));
        }
        return now;
    }

    private static Table without(Table table, Set<TableName> gone, Set<String> shown) {
        Table.Surroundings around = table.surroundings();
        List<Dependent> dependents = around.dependents().stream()
                .filter(d -> !(d.kind().endsWith("view") && shown.contains(d.name())))
                .toList();
        List<View> views =
                around.views().stream().filter(v -> !gone.contains(v.name())).toList();
        return new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.indexes(),
                table.constraints(),
                new Table.Surroundings(
                        around.size(), around.isNew(), around.referencing(), dependents, around.triggers(), views),
                table.storage());
    }
}
