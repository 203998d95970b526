package dev.dbmigrations.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a database that a piece of work looks at: its tables by qualified name.
 *
 * @param defaultSchema where a name written without a schema is looked up
 * @param tables by qualified name
 */
public record Schema(String defaultSchema, Map<TableName, Table> tables) {

    public Schema {
        tables = Map.copyOf(tables);
    }

    public static Schema of(String defaultSchema, Collection<Table> tables) {
        Map<TableName, Table> byName = new TreeMap<>();
        tables.forEach(t -> byName.put(t.name(), t));
        return new Schema(defaultSchema, byName);
    }

    public TableName resolve(TableName name) {
        return name.inSchema(defaultSchema);
    }

    public Optional<Table> table(TableName name) {
        return Optional.ofNullable(tables.get(resolve(name)));
    }

    /** The index of the table, as some servers give each table names of its own, else the one of that name anywhere. */
    public Optional<Map.Entry<Table, Index>> index(TableName table, TableName index) {
        return table(table)
                .flatMap(own -> own.index(index.name()).map(found -> Map.entry(own, found)))
                .or(() -> index(index));
    }

    /** The index of that name in that schema, whatever its table, with the table. */
    public Optional<Map.Entry<Table, Index>> index(TableName name) {
        TableName qualified = resolve(name);
        for (Table table : tables.values()) {
            if (table.name().schema().equals(qualified.schema())) {
                Optional<Index> found = table.index(qualified.name());
                if (found.isPresent()) {
                    return Optional.of(Map.entry(table, found.get()));
                }
            }
        }
        return Optional.empty();
    }

    public Schema with(Table table) {
        List<Table> all = new ArrayList<>(tables.values());
        all.removeIf(t -> t.name().equals(table.name()));
        all.add(table);
        return of(defaultSchema, all);
    }

    public Schema without(TableName name) {
        TableName gone = resolve(name);
        return of(
                defaultSchema,
                tables.values().stream().filter(t -> !t.name().equals(gone)).toList());
    }
}
