package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.dialect.Partitioning;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the partitions of a table with everything that belongs to them, in some round trips whatever their number. */
final class PartitionReading {
    private final PostgresSession session;
    private final PostgresNames names;
    private final TableName table;
    private final Map<Long, RelationParts> relations = new LinkedHashMap<>();
    private final Map<Long, Partitioning.Place> places = new LinkedHashMap<>();
    private final List<String> obstacles = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private String key = "";

    private PartitionReading(PostgresSession session, PostgresNames names, TableName table) {
        this.session = session;
        this.names = names;
        this.table = table;
    }

    /**
     * @param partitioning the table's
     * @param obstacles what keeps its partitions from being built anew
     */
    record Read(Partitioning partitioning, List<String> obstacles) {}

    static Read of(PostgresSession session, Table table, PostgresNames names) {
        PartitionReading reading = new PartitionReading(session, names, table.name());
        reading.read();
        List<Partitioning.Part> parts = reading.obstacles.isEmpty() ? reading.parts() : List.of();
        if (!parts.isEmpty()) {
            reading.taken();
        }
        return new Read(
                new Partitioning(reading.key, Set.copyOf(reading.columns), parts), List.copyOf(reading.obstacles));
    }

    private void read() {
        String whole = Identifiers.quote(table);
        String queries = Stream.of(PartitionQueries.KEY, PartitionQueries.PARTS, PartitionQueries.OBSTACLES)
                .map(q -> PartitionQueries.about(q, whole))
                .collect(Collectors.joining(";\n"));
        session.rowsOfEach(
                PartitionQueries.READABLE + ";\n" + queries,
                List.of(
                        row -> {},
                        row -> {
                            key = row.text(1);
                            columns.addAll(row.texts(2));
                        },
                        this::part,
                        row -> obstacles.add(row.text(1))));
    }

    private void part(PostgresRow row) {
        TableName name = TableName.of(row.text(2), row.text(3));
        relations.put(row.number(1), new RelationParts(row.number(1), name, Table.Kind.PARTITION));
        List<String> pairs = row.texts(9);
        Map<String, String> attached = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            attached.put(pairs.get(i), pairs.get(i + 1));
        }
        places.put(
                row.number(1),
                new Partitioning.Place(
                        TableName.of(row.text(5), row.text(6)),
                        row.text(7),
                        row.text(8),
                        attached,
                        Set.copyOf(row.texts(10))));
    }

    private List<Partitioning.Part> parts() {
        CatalogReading.fill(session, relations);
        Map<Long, Size> sizes = new RelationSizes(session).of(relations.keySet());
        Map<Long, Table> tables = new LinkedHashMap<>();
        relations.forEach((oid, relation) -> tables.put(oid, relation.table(sizes.getOrDefault(oid, Size.EMPTY))));
        Map<TableName, Belongings> belongings = PostgresBelongings.ofEach(session, List.copyOf(tables.values()), names);
        belongings.forEach((name, b) -> b.obstacles().forEach(o -> obstacles.add("its partition " + name + ": " + o)));
        List<Partitioning.Part> parts = new ArrayList<>();
        tables.forEach((oid, part) -> parts.add(
                new Partitioning.Part(part, place(oid), belongings.getOrDefault(part.name(), Belongings.NONE))));
        return parts;
    }

    private TableName derived(TableName name, String suffix) {
        return name.named(names.derived(name.name(), suffix));
    }

    private Partitioning.Place place(Long oid) {
        return Objects.requireNonNull(places.get(oid));
    }

    /** A partition may be called as another is to be called meanwhile. */
    private void taken() {
        Map<String, TableName> wanted = new HashMap<>();
        Stream.concat(
                        Stream.of("log", "keys", "lost").map(s -> derived(table, s)),
                        Stream.concat(
                                        Stream.of(table),
                                        relations.values().stream().map(r -> r.name))
                                .flatMap(
                                        n -> Stream.of("anew", "former", "rest").map(s -> derived(n, s))))
                .forEach(n -> wanted.put(Identifiers.quote(n), n));
        session.rows(
                        "SELECT n FROM unnest(?::text[]) n WHERE pg_catalog.to_regclass(n) IS NOT NULL ORDER BY n",
                        row -> row.text(1),
                        List.copyOf(wanted.keySet()))
                .forEach(n -> obstacles.add("there is a " + wanted.get(n) + ", and its name is needed meanwhile"));
    }
}
