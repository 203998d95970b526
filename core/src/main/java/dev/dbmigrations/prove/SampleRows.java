package dev.dbmigrations.prove;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A few rows for tables that have none, so that a way back has something to lose. Values are texts that the server takes for each
 * type; where it takes none, or a condition is not met, a table stays empty. Not thread-safe.
 */
public final class SampleRows {
    private static final int ROWS = 3;
    private static final String TRIAL = "db_migrations_trial";

    /** With the number of the row in place of {@code #}. */
    private static final List<String> PATTERNS = List.of(
            "#",
            "2020-01-0#",
            "10:00:0#",
            "00000000-0000-4000-8000-00000000000#",
            "10.0.0.#",
            "(#,#)",
            "{#}",
            "{\"n\": #}",
            "[#,9]");

    private static final Pattern FIRST_LABEL = Pattern.compile("(?i)^enum ?\\('((?:[^']|'')*)'");
    private static final List<String> BY_ITSELF =
            List.of(" generated ", " as (", " auto_increment", " identity", "nextval(");

    private final Session session;
    private final Map<String, Optional<String>> patternByType = new HashMap<>();
    private final List<CatalogObject> filled = new ArrayList<>();

    public SampleRows(Session session) {
        this.session = session;
    }

    /** Fills the tables that are empty; gives how many. */
    public int fill(Contents contents) {
        Map<CatalogObject, List<String>> open = new LinkedHashMap<>();
        contents.inventory().objects().stream()
                .filter(object -> object.kind().equals("table"))
                .filter(table -> isEmpty(contents, table))
                .filter(table -> !table.name().contains("db_migrations_"))
                .forEach(table -> open.put(table, inserts(contents.inventory(), table)));
        int before = filled.size();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (CatalogObject table : List.copyOf(open.keySet())) {
                if (insert(open.getOrDefault(table, List.of()))) {
                    open.remove(table);
                    filled.add(table);
                    moved = true;
                }
            }
        }
        return filled.size() - before;
    }

    private static boolean isEmpty(Contents contents, CatalogObject table) {
        Contents.Rows rows = contents.rows().get(table.key());
        return rows != null && rows.count() == 0;
    }

    /** Takes them away again, those that point at others first. */
    public void remove() {
        boolean moved = true;
        while (moved && !filled.isEmpty()) {
            moved = filled.removeIf(table -> done("DELETE FROM " + table.name()));
        }
        filled.clear();
    }

    /** None that fails leaves anything behind that the next try would trip over. */
    private boolean insert(List<String> inserts) {
        return !inserts.isEmpty() && inserts.stream().filter(this::done).count() > 0;
    }

    private boolean done(String sql) {
        try {
            session.execute(sql);
            return true;
        } catch (DatabaseFailure.Fatal refused) {
            return false;
        }
    }

    private List<String> inserts(Inventory inventory, CatalogObject table) {
        Map<String, String> patterns = new LinkedHashMap<>();
        for (CatalogObject column : inventory.objects()) {
            if (column.kind().equals("column") && column.owner().equals(table.key()) && !isFilled(inventory, column)) {
                String name = column.name().substring(table.name().length() + 1);
                pattern(inventory, table, name, column).ifPresent(pattern -> patterns.put(name, pattern));
            }
        }
        if (patterns.isEmpty()) {
            return List.of();
        }
        List<String> inserts = new ArrayList<>();
        for (int row = 1; row <= ROWS; row++) {
            List<String> values = new ArrayList<>();
            for (String pattern : patterns.values()) {
                values.add(literal(pattern, row));
            }
            inserts.add("INSERT INTO " + table.name() + " (" + String.join(", ", patterns.keySet()) + ") VALUES ("
                    + String.join(", ", values) + ")");
        }
        return inserts;
    }

    /** By the server itself, which would not count on from numbers that it has not given. */
    private static boolean isFilled(Inventory inventory, CatalogObject column) {
        String own = inventory.objects().stream()
                .filter(object -> object.owner().equals(column.key()))
                .map(CatalogObject::definition)
                .reduce("", (a, b) -> a + " " + b);
        String words = (column.definition() + own).toLowerCase(Locale.ROOT);
        return BY_ITSELF.stream().anyMatch(words::contains);
    }

    private Optional<String> pattern(Inventory inventory, CatalogObject table, String name, CatalogObject column) {
        String type = column.definition();
        Optional<String> known = patternByType.get(type);
        if (known == null) {
            known = label(inventory, type).or(() -> tried(table, name));
            patternByType.put(type, known);
        }
        return known;
    }

    /** The first of an enumeration, be it a type of its own or the column's. */
    private static Optional<String> label(Inventory inventory, String type) {
        String definition = inventory.objects().stream()
                .filter(object -> object.kind().equals("type") && object.name().equals(type))
                .map(CatalogObject::definition)
                .findFirst()
                .orElse(type);
        Matcher label = FIRST_LABEL.matcher(definition);
        return label.find() ? Optional.of(label.group(1).replace("''", "'").replace("#", "")) : Optional.empty();
    }

    /** The first that the server takes, in a table that has but this column. */
    private Optional<String> tried(CatalogObject table, String name) {
        if (!done(
                "CREATE TEMPORARY TABLE " + TRIAL + " AS SELECT " + name + " FROM " + table.name() + " WHERE 1 = 0")) {
            return Optional.empty();
        }
        try {
            return PATTERNS.stream()
                    .filter(pattern -> done("INSERT INTO " + TRIAL + " VALUES (" + literal(pattern, 1) + ")"))
                    .findFirst();
        } finally {
            done("DROP TABLE " + TRIAL);
        }
    }

    private static String literal(String pattern, int row) {
        return "'" + pattern.replace("#", Integer.toString(row)).replace("'", "''") + "'";
    }
}
