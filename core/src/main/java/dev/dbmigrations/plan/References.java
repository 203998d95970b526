package dev.dbmigrations.plan;

import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** The other end of foreign keys. */
final class References {

    private References() {}

    /** The tables without being pointed to by those foreign keys of a table that are no longer among its constraints. */
    static Schema without(Schema schema, Table table, List<Constraint> left) {
        Schema now = schema;
        for (Constraint constraint : table.constraints()) {
            Constraint.Target target = constraint.target();
            boolean stays =
                    left.stream().anyMatch(c -> c.isForeignKey() && c.columns().equals(constraint.columns()));
            if (target != null && !stays) {
                Table end = now.table(target.table()).orElse(null);
                now = end == null ? now : now.with(unreferenced(end, table, constraint));
            }
        }
        return now;
    }

    private static Table unreferenced(Table end, Table from, Constraint constraint) {
        Table.Surroundings around = end.surroundings();
        List<Table.Reference> referencing = around.referencing().stream()
                .filter(r ->
                        !r.from().equals(from.name()) || !r.constraint().name().equals(constraint.name()))
                .toList();
        return new Table(
                end.name(),
                end.kind(),
                end.columns(),
                end.indexes(),
                end.constraints(),
                new Table.Surroundings(
                        around.size(),
                        around.isNew(),
                        referencing,
                        around.dependents(),
                        around.triggers(),
                        around.views()));
    }
}
