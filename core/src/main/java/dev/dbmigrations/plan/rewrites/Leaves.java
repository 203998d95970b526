package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * The partitions of a table that hold its rows.
 *
 * @param areFlat whether none of them lies below another partition
 */
record Leaves(Partitions words, List<Table> tables, boolean areFlat) {

    /** At whatever depth. Empty where one of them lies elsewhere, or the server has no words for it. */
    static Optional<Leaves> of(Table table, Situation situation) {
        List<Dependent> parts = parts(table);
        boolean elsewhere = parts.stream().anyMatch(part -> part.kind().startsWith("foreign"));
        if (table.kind() != Table.Kind.PARTITIONED || elsewhere) {
            return Optional.empty();
        }
        List<Dependent> leaves = parts.stream().filter(Leaves::holdsRows).toList();
        Size share = share(table.size(), leaves.size());
        List<Table> tables =
                leaves.stream().map(part -> leaf(table, part, share)).toList();
        boolean areFlat = leaves.size() == parts.size();
        return situation.server().dialect().partitions().map(words -> new Leaves(words, tables, areFlat));
    }

    private static List<Dependent> parts(Table table) {
        return table.surroundings().dependents().stream()
                .filter(Dependent::isPartition)
                .toList();
    }

    private static boolean holdsRows(Dependent part) {
        return part.kind().equals("partition") || part.kind().equals("default partition");
    }

    private static Size share(Size whole, int parts) {
        int of = Math.max(1, parts);
        return new Size(whole.rows() / of, whole.bytes() / of, whole.indexBytes() / of);
    }

    /** With the columns of the whole and its share of the rows. */
    private static Table leaf(Table table, Dependent part, Size share) {
        return new Table(
                part.relation(),
                Table.Kind.PARTITION,
                table.columns(),
                List.of(),
                List.of(),
                new Table.Surroundings(share, /* isNew= */ false, List.of(), List.of(), List.of()));
    }
}
