package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tables that reference each other and are dropped by one statement: none of them is in the way of another. */
final class Together {

    private Together() {}

    /** The schema without the foreign keys that go with the statement. */
    static Schema seenBy(Statement statement, Schema schema) {
        Set<TableName> dropped = new TreeSet<>();
        for (Change change : statement.changes()) {
            if (change instanceof DropTable drop) {
                dropped.add(schema.resolve(drop.table()));
            }
        }
        Schema seen = schema;
        for (TableName name : dropped.size() > 1 ? dropped : Set.<TableName>of()) {
            Table table = schema.table(name).orElse(null);
            if (table != null) {
                seen = seen.with(without(table, dropped));
            }
        }
        return seen;
    }

    private static Table without(Table table, Set<TableName> dropped) {
        Table.Surroundings around = table.surroundings();
        List<Table.Reference> others = around.referencing().stream()
                .filter(r -> !dropped.contains(r.from()))
                .toList();
        return new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.indexes(),
                table.constraints(),
                new Table.Surroundings(
                        around.size(), around.isNew(), others, around.dependents(), around.triggers(), around.views()),
                table.storage());
    }

    /** Whether each clause puts its table aside, and none of them holds on to another. */
    static boolean canBeApart(List<Drawing.Drawn> drawn) {
        Set<TableName> places = new TreeSet<>();
        drawn.forEach(d -> d.sketch().keeps().forEach(k -> places.add(k.table())));
        return places.size() == drawn.size()
                && drawn.stream()
                        .flatMap(d -> d.situation().schema().tables().values().stream())
                        .filter(t -> places.contains(t.name()))
                        .flatMap(t -> t.constraints().stream())
                        .flatMap(c -> Optional.ofNullable(c.target()).stream())
                        .noneMatch(target -> places.contains(target.table()));
    }

    /** One step for what several clauses ask, with all that was said about each. */
    static Sketch sketch(Statement statement, List<Drawing.Drawn> drawn) {
        Sketch whole = Sketch.by(drawn.getFirst().sketch().strategy());
        Situation first = drawn.getFirst().situation();
        Impact impact = first.impact(statement.changes().toArray(Change[]::new));
        String gate = "";
        for (Drawing.Drawn one : drawn) {
            whole.then(one.sketch().withoutSteps());
            gate = gate.isEmpty() ? one.sketch().gate() : gate;
        }
        Step step = first.pen()
                .brief(
                        "run "
                                + (statement.text().length() > 60
                                        ? statement.text().substring(0, 57) + "..."
                                        : statement.text()),
                        impact,
                        new Undo.Impossible("the tables and their rows are gone"),
                        statement.text());
        return gate.isEmpty() ? whole.finish(step) : whole.contract(gate, step);
    }
}
