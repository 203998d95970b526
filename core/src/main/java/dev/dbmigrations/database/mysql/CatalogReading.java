package dev.dbmigrations.database.mysql;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the parts of some tables. Not thread-safe. */
final class CatalogReading {
    private final MySqlSession session;
    private final MySqlNames names;
    private final Map<TableName, TableParts> tables;

    CatalogReading(MySqlSession session, MySqlNames names, Map<TableName, TableParts> tables) {
        this.session = session;
        this.names = names;
        this.tables = tables;
    }

    void fill() {
        each(CatalogQueries.COLUMNS, this::column);
        readIndexes();
        readForeignKeys();
        tables.values().forEach(t -> t.addChecks(names));
        each(CatalogQueries.TRIGGERS, row -> table(row, 1).triggers.add(row.text(3)));
        each(CatalogQueries.VIEWS, this::view);
    }

    private void each(String query, Consumer<MySqlRow> reader) {
        session.rows(CatalogQueries.about(query, List.copyOf(tables.keySet()), session.version()), row -> {
            reader.accept(row);
            return row;
        });
    }

    private TableParts table(MySqlRow row, int first) {
        TableName name = TableName.of(row.text(first), row.text(first + 1));
        TableParts found = tables.get(name);
        if (found == null) {
            throw new IllegalStateException("a table nobody asked about: " + name);
        }
        return found;
    }

    private void column(MySqlRow row) {
        TableParts table = table(row, 1);
        String definition = table.text.columns().get(row.text(3));
        String extra = row.text(7);
        Generation generation = generation(extra);
        String fallback = definition == null ? null : ColumnText.of(definition).givenDefault();
        Column.Extras extras = new Column.Extras(
                row.text(9).isEmpty() ? null : row.text(9),
                row.textOrNull(8),
                null,
                differsByRow(fallback) || generation == Generation.IDENTITY_BY_DEFAULT,
                null,
                List.of(),
                definition);
        table.columns.add(new Column(row.text(3), row.text(4), row.truth(5), fallback, generation, extras));
    }

    /** A literal and the statement's own time are the same for all rows of a statement. */
    private static boolean differsByRow(@Nullable String fallback) {
        return fallback != null
                && !fallback.matches(
                        "(?is)[bxn]?'.*'|_\\w+\\s*'.*'|-?[\\d.]+(e-?\\d+)?|(current_timestamp|now)(\\(\\d*\\))?|true|false");
    }

    private static Generation generation(String extra) {
        if (extra.contains("auto_increment")) {
            return Generation.IDENTITY_BY_DEFAULT;
        }
        if (extra.contains("stored generated") || extra.contains("persistent")) {
            return Generation.COMPUTED_STORED;
        }
        return extra.contains("virtual generated") ? Generation.COMPUTED_VIRTUAL : Generation.PLAIN;
    }

    private record IndexPart(String index, boolean unique, Index.Part part, String method) {}

    private void readIndexes() {
        Map<TableParts, Map<String, List<IndexPart>>> all = new LinkedHashMap<>();
        each(CatalogQueries.INDEXES, row -> {
            IndexPart part = new IndexPart(row.text(3), row.truth(4), part(row), row.text(8));
            all.computeIfAbsent(table(row, 1), t -> new LinkedHashMap<>())
                    .computeIfAbsent(part.index(), i -> new ArrayList<>())
                    .add(part);
        });
        all.forEach((table, indexes) -> indexes.values().forEach(parts -> addIndex(table, parts)));
    }

    private Index.Part part(MySqlRow row) {
        String direction = row.text(7).equals("D") ? " DESC" : "";
        if (row.isNull(5)) {
            return new Index.Part(null, "(" + row.text(9) + ")" + direction);
        }
        String prefix = row.isNull(6) ? "" : "(" + row.number(6) + ")";
        return new Index.Part(row.text(5), names.quote(row.text(5)) + prefix + direction);
    }

    private void addIndex(TableParts table, List<IndexPart> parts) {
        IndexPart first = parts.getFirst();
        boolean primary = first.index().equals("PRIMARY");
        String line = table.text.indexes().getOrDefault(first.index(), "");
        String definition = "ALTER TABLE " + names.quote(table.name) + " ADD " + line;
        Index index = new Index(
                first.index(),
                first.unique(),
                true,
                parts.stream().map(IndexPart::part).toList(),
                List.of(),
                new Index.Shape(first.method(), null, "", primary ? "PRIMARY" : null, definition, Set.of()));
        table.indexes.add(index);
        if (primary) {
            table.constraints.add(
                    new Constraint("PRIMARY", Constraint.Kind.PRIMARY_KEY, index.keyColumns(), line, true, null));
        }
    }

    private record KeyColumn(
            TableName from,
            String name,
            String column,
            TableName to,
            String target,
            String onUpdate,
            String onDelete) {}

    private void readForeignKeys() {
        Map<String, List<KeyColumn>> keys = new LinkedHashMap<>();
        each(CatalogQueries.FOREIGN_KEYS, row -> {
            KeyColumn part = new KeyColumn(
                    TableName.of(row.text(1), row.text(2)),
                    row.text(3),
                    row.text(4),
                    TableName.of(row.text(5), row.text(6)),
                    row.text(7),
                    row.text(8),
                    row.text(9));
            keys.computeIfAbsent(part.from() + "/" + part.name(), k -> new ArrayList<>())
                    .add(part);
        });
        keys.values().forEach(this::addForeignKey);
    }

    private void addForeignKey(List<KeyColumn> parts) {
        KeyColumn first = parts.getFirst();
        List<String> columns = parts.stream().map(KeyColumn::column).toList();
        List<String> targets = parts.stream().map(KeyColumn::target).toList();
        TableParts own = tables.get(first.from());
        String definition = own == null ? null : own.text.constraints().get(first.name());
        Constraint constraint = new Constraint(
                first.name(),
                Constraint.Kind.FOREIGN_KEY,
                columns,
                definition == null ? written(first, columns, targets) : definition,
                true,
                new Constraint.Target(first.to(), targets));
        if (own != null) {
            own.constraints.add(constraint);
        }
        TableParts parent = tables.get(first.to());
        if (parent != null) {
            parent.references.add(new Table.Reference(first.from(), constraint));
        }
    }

    private String written(KeyColumn key, List<String> columns, List<String> targets) {
        return "FOREIGN KEY (" + names.list(columns) + ") REFERENCES " + names.quote(key.to()) + " ("
                + names.list(targets) + ")" + action(" ON DELETE ", key.onDelete())
                + action(" ON UPDATE ", key.onUpdate());
    }

    private static String action(String words, @Nullable String rule) {
        return rule == null || rule.equals("RESTRICT") || rule.equals("NO ACTION") ? "" : words + rule;
    }

    private void view(MySqlRow row) {
        String text = row.text(3);
        for (TableParts table : tables.values()) {
            String name = "`" + table.name.name() + "`";
            boolean isItself = table.name.equals(TableName.of(row.text(1), row.text(2)));
            if (!isItself && text.contains(name)) {
                List<String> columns = table.columns.stream()
                        .map(Column::name)
                        .filter(c -> text.contains(".`" + c + "`"))
                        .toList();
                table.dependents.add(new Dependent("view", row.text(2), columns));
            }
        }
    }
}
