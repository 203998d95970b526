package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads what belongs to a table of PostgreSQL beside its columns, indexes and constraints. Names are printed in full. */
final class PostgresBelongings {
    private static final String FULL_NAMES = "SELECT pg_catalog.set_config('search_path', '', true)";

    /** So many tables are asked about in one round trip. */
    private static final int TOGETHER = 50;

    private final PostgresNames names;
    private final List<String> prepared = new ArrayList<>();
    private final List<Belongings.Piece> pieces = new ArrayList<>();
    private final List<Belongings.Renamed> renamed = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private final TableName second;

    private PostgresBelongings(PostgresNames names, TableName second) {
        this.names = names;
        this.second = second;
    }

    static Belongings of(PostgresSession session, Table table, PostgresNames names) {
        Belongings own = ofEach(session, List.of(table), names).getOrDefault(table.name(), Belongings.NONE);
        if (table.kind() != Table.Kind.PARTITIONED || !own.obstacles().isEmpty()) {
            return own;
        }
        PartitionReading.Read read = PartitionReading.of(session, table, names);
        return new Belongings(
                own.prepared(), own.pieces(), own.renamed(), read.obstacles(), List.of(), read.partitioning());
    }

    /** Without their partitions. */
    static Map<TableName, Belongings> ofEach(PostgresSession session, List<Table> tables, PostgresNames names) {
        Map<TableName, Belongings> all = new LinkedHashMap<>();
        for (int from = 0; from < tables.size(); from += TOGETHER) {
            together(session, tables.subList(from, Math.min(tables.size(), from + TOGETHER)), names, all);
        }
        return all;
    }

    private static void together(
            PostgresSession session, List<Table> tables, PostgresNames names, Map<TableName, Belongings> all) {
        StringBuilder queries = new StringBuilder(FULL_NAMES);
        List<Consumer<PostgresRow>> readers = new ArrayList<>();
        readers.add(row -> {});
        Map<TableName, PostgresBelongings> found = new LinkedHashMap<>();
        for (Table table : tables) {
            TableName second = SecondTable.beside(table, names);
            PostgresBelongings belongings = new PostgresBelongings(names, second);
            queries.append(";\n")
                    .append(BelongingsQuery.of(
                            full(table.name()), full(second), session.version().isAtLeast(15)));
            readers.add(belongings::add);
            found.put(table.name(), belongings);
        }
        session.rowsOfEach(queries.toString(), readers);
        found.forEach((name, b) -> all.put(name, new Belongings(b.prepared, b.pieces, b.renamed, b.obstacles)));
    }

    private static String full(TableName name) {
        return Identifiers.quote(name);
    }

    private void add(PostgresRow row) {
        switch (row.text(1)) {
            case "prepared" -> prepared.add(row.text(3));
            case "piece" -> pieces.add(new Belongings.Piece(row.text(3), row.text(4)));
            case "statistics" -> statistics(row);
            case "obstacle" -> obstacles.add(row.text(3));
            default -> throw new IllegalStateException("nothing is called " + row.text(1));
        }
    }

    /** Made under another name, so that they are gathered before anybody needs them. */
    private void statistics(PostgresRow row) {
        String[] parts = row.text(5).split("\n", 2);
        String kinds = parts[0].isEmpty() ? "" : " (" + parts[0] + ")";
        TableName name = TableName.of(row.text(4), names.derived(row.text(3), "new"));
        prepared.add(
                "CREATE STATISTICS " + names.quote(name) + kinds + " ON " + parts[1] + " FROM " + names.quote(second));
        renamed.add(new Belongings.Renamed("STATISTICS", row.text(4), row.text(3)));
    }
}
