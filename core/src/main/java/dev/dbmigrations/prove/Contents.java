package dev.dbmigrations.prove;

import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Drift;
import dev.dbmigrations.schema.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a database holds at a moment: its objects, and the rows of its tables.
 *
 * @param inventory the objects
 * @param rows by the key of their table
 */
public record Contents(Inventory inventory, Map<String, Rows> rows) {
    /** A table of more rows is counted, and not read. */
    static final int FEW = 1000;

    /**
     * @param count of all
     * @param texts in order, a row each, where they are few; else empty
     */
    public record Rows(long count, List<String> texts) {
        public Rows {
            texts = List.copyOf(texts);
        }
    }

    public Contents {
        rows = Map.copyOf(rows);
    }

    /** What is there now; changes nothing. */
    public static Contents of(Database database, Session session) {
        Inventory inventory = database.catalog().inventory();
        Map<String, Rows> rows = new TreeMap<>();
        inventory.objects().stream()
                .filter(object -> object.kind().equals("table"))
                .forEach(table -> rows.put(table.key(), rows(session, table, columns(inventory, table))));
        return new Contents(inventory, rows);
    }

    /** As the server writes them. */
    static List<String> columns(Inventory inventory, CatalogObject table) {
        return inventory.objects().stream()
                .filter(object ->
                        object.kind().equals("column") && object.owner().equals(table.key()))
                .map(column -> column.name().substring(table.name().length() + 1))
                .toList();
    }

    private static Rows rows(Session session, CatalogObject table, List<String> columns) {
        long count = session.query("SELECT count(*) FROM " + table.name(), row -> row.number(1))
                .getFirst();
        if (count == 0 || count > FEW || columns.isEmpty()) {
            return new Rows(count, List.of());
        }
        String query = "SELECT " + String.join(", ", columns) + " FROM " + table.name();
        List<String> texts = session.query(query, row -> text(row, columns)).stream()
                .sorted()
                .toList();
        return new Rows(count, texts);
    }

    private static String text(Session.Row row, List<String> columns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            text.append(columns.get(i)).append('=').append(row.isNull(i + 1) ? "NULL" : "'" + row.text(i + 1) + "'");
            text.append(' ');
        }
        return text.toString();
    }

    /** What is other than it was, in words, object by object; empty when nothing is. */
    public List<String> differences(Contents now) {
        List<String> differences = new ArrayList<>();
        Drift.between(inventory, now.inventory).forEach(drift -> differences.add(told(drift)));
        rows.forEach((table, were) -> {
            Rows are = now.rows.get(table);
            if (are != null && !Objects.equals(were, are)) {
                differences.add(
                        were.count() == are.count()
                                ? "rows of " + table + " have other values"
                                : "rows of " + table + ": " + were.count() + " before, " + are.count() + " now");
            }
        });
        return differences.stream().sorted().toList();
    }

    private static String told(Drift drift) {
        CatalogObject object = drift.object();
        String name = object.kind() + " " + object.name();
        return switch (drift.word()) {
            case "added" -> name + " was not there before, and is now";
            case "missing" -> name + " was there before, and is not now";
            default ->
                name + " was " + drift.before().map(CatalogObject::definition).orElse("") + ", and is "
                        + drift.now().map(CatalogObject::definition).orElse("");
        };
    }
}
