package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/** The partitions of a table, where each of them holds rows itself. */
record Leaves(Partitions words, List<Table> tables) {

    /** Empty where a partition is partitioned again or lies elsewhere, or the server has no words for it. */
    static Optional<Leaves> of(Table table, Situation situation) {
        List<Dependent> parts = table.surroundings().dependents().stream()
                .filter(Dependent::isPartition)
                .toList();
        boolean flat = parts.stream()
                .allMatch(d -> d.kind().equals("partition") || d.kind().equals("default partition"));
        if (table.kind() != Table.Kind.PARTITIONED || !flat) {
            return Optional.empty();
        }
        List<Table> tables = parts.stream().map(part -> leaf(table, part)).toList();
        return situation.server().dialect().partitions().map(words -> new Leaves(words, tables));
    }

    /** With the columns of the whole and its share of the rows. */
    private static Table leaf(Table table, Dependent part) {
        Size share = table.size();
        return new Table(
                part.relation(),
                Table.Kind.PARTITION,
                table.columns(),
                List.of(),
                List.of(),
                new Table.Surroundings(share, /* isNew= */ false, List.of(), List.of(), List.of()));
    }
}
