package dev.dbmigrations.database.postgres;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything a schema says, for a golden file. */
final class SchemaText {

    private SchemaText() {}

    static String of(Schema schema) {
        List<String> lines = new ArrayList<>();
        lines.add("default schema " + schema.defaultSchema());
        new TreeMap<>(schema.tables()).values().forEach(table -> table(table, lines));
        return String.join("\n", lines) + "\n";
    }

    private static void table(Table table, List<String> lines) {
        lines.add("");
        lines.add(table.kind() + " " + table.name() + ", rows " + table.size().rows());
        table.columns().forEach(c -> lines.add("  column      " + column(c)));
        table.indexes().forEach(i -> lines.add("  index       " + index(i)));
        table.constraints().forEach(c -> lines.add("  constraint  " + constraint(c)));
        Table.Surroundings around = table.surroundings();
        around.referencing()
                .forEach(r -> lines.add("  referenced  by " + r.from() + ": " + constraint(r.constraint())));
        around.dependents().forEach(d -> lines.add("  dependent   " + dependent(d)));
        around.triggers().forEach(t -> lines.add("  trigger     " + t));
    }

    private static String column(Column column) {
        Column.Extras extras = column.extras();
        StringBuilder text = new StringBuilder(column.name() + " | " + column.type());
        text.append(column.nullable() ? "" : " | not null");
        text.append(column.defaultSql() == null ? "" : " | " + column.defaultSql());
        text.append(column.generation() == Column.Generation.PLAIN ? "" : " | " + column.generation());
        text.append(extras.collation() == null ? "" : " | collate " + extras.collation());
        text.append(extras.sequence() == null ? "" : " | sequence " + extras.sequence());
        text.append(extras.volatileDefault() ? " | differs by row" : "");
        text.append(extras.statistics() == null ? "" : " | statistics " + extras.statistics());
        text.append(extras.comment() == null ? "" : " | comment " + extras.comment());
        extras.privileges()
                .forEach(p -> text.append(" | " + p.privilege() + " to " + p.grantee() + (p.grantable() ? "*" : "")));
        return text.toString();
    }

    private static String index(Index index) {
        return index.name() + (index.unique() ? " | unique" : "") + (index.valid() ? "" : " | invalid") + " | "
                + index.shape().method() + " "
                + index.parts().stream().map(p -> p.column() + ": " + p.sql()).toList()
                + (index.included().isEmpty() ? "" : " | include " + index.included())
                + (index.shape().options().isEmpty()
                        ? ""
                        : " | options " + index.shape().options())
                + (index.isPartial() ? " | where " + index.shape().predicate() : "")
                + (index.belongsToConstraint() ? " | of " + index.shape().constraint() : "");
    }

    private static String constraint(Constraint constraint) {
        return constraint.kind() + " " + constraint.name() + " " + constraint.columns() + " | "
                + constraint.definition() + (constraint.validated() ? "" : " | not validated")
                + (constraint.target() == null
                        ? ""
                        : " | to " + constraint.target().table()
                                + constraint.target().columns());
    }

    private static String dependent(Dependent dependent) {
        return dependent.kind() + " " + dependent.name() + " " + dependent.columns();
    }
}
