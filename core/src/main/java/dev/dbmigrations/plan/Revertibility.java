package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the new shape of a table allows and the old one cannot hold, said before anything is run.
 *
 * <p>The kinds are those that Vitess 21 tells apart ({@code schemadiff.OnlineDDLMigrationTablesAnalysis}).
 */
final class Revertibility {
    private final SecondTable table;
    private final List<String> notes = new ArrayList<>();

    private Revertibility(SecondTable table) {
        this.table = table;
    }

    /** One sentence for each. */
    static List<String> of(SecondTable table) {
        Revertibility found = new Revertibility(table);
        table.before().columns().forEach(found::column);
        table.before().constraints().forEach(found::constraint);
        return found.notes;
    }

    private void column(Column column) {
        Optional<SecondTable.Filled> back = table.rows().back().stream()
                .filter(f -> f.column().equals(column.name()))
                .findFirst();
        if (back.isEmpty()) {
            if (!column.isComputed() && !column.nullable() && column.defaultSql() == null) {
                say("rows inserted", "have no value for " + column.name() + ", which the former shape demands");
            }
            return;
        }
        Optional<Column> now = table.after().columns().stream()
                .filter(c -> back.get().expression().contains(c.name()))
                .findFirst();
        now.ifPresent(after -> {
            if (!after.type().equals(column.type())) {
                say("values of " + after.name(), "may not fit " + column.type());
            }
            if (after.nullable() && !column.nullable()) {
                say("NULLs in " + after.name(), "are more than the former shape allows");
            }
        });
    }

    private void constraint(Constraint constraint) {
        boolean gone = table.after().constraint(constraint.name()).isEmpty();
        if (gone && constraint.kind() != Constraint.Kind.NOT_NULL) {
            say("rows", "need not meet " + constraint.name());
        }
    }

    private void say(String what, String why) {
        Table after = table.after();
        notes.add("after the exchange " + what + " written to " + after.name() + " " + why
                + ": such rows would keep `db-migrations down` from going back until they are mended");
    }
}
