package dev.dbmigrations.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An object that is other than it was when the database was looked at last. What comes or goes with its owner is told with it.
 *
 * @param before as it was; empty when it has come since
 * @param now as it is; empty when it is gone
 * @param back statements that make it as it was; empty where they cannot be written
 * @param onward statements that make it as it is out of what it was, for a migration; empty where they cannot be written
 */
public record Drift(
        Optional<CatalogObject> before, Optional<CatalogObject> now, List<String> back, List<String> onward) {
    private static final Set<String> MADE_WITH_OWNER = Set.of("column", "not null", "default", "key", "check");

    public Drift {
        back = List.copyOf(back);
        onward = List.copyOf(onward);
    }

    /** What it is about, in either form. */
    public CatalogObject object() {
        return now.or(() -> before).orElseThrow();
    }

    /** {@code added}, {@code missing} or {@code changed}. */
    public String word() {
        return before.isEmpty() ? "added" : now.isEmpty() ? "missing" : "changed";
    }

    /** All differences, by key. */
    public static List<Drift> between(Inventory before, Inventory now) {
        Map<String, CatalogObject> was = before.byKey();
        Map<String, CatalogObject> is = now.byKey();
        TreeSet<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        Map<String, Drift> drifts = new TreeMap<>();
        for (String key : keys) {
            Optional<CatalogObject> old = Optional.ofNullable(was.get(key));
            Optional<CatalogObject> current = Optional.ofNullable(is.get(key));
            boolean isSame = old.map(CatalogObject::definition).equals(current.map(CatalogObject::definition));
            boolean withOwner = isOnOneSide(old.or(() -> current).orElseThrow().owner(), was, is);
            if (!isSame && !withOwner) {
                drifts.put(key, new Drift(old, current, way(current, old, before), way(old, current, now)));
            }
        }
        return List.copyOf(drifts.values());
    }

    private static boolean isOnOneSide(String owner, Map<String, CatalogObject> was, Map<String, CatalogObject> is) {
        return !owner.isEmpty() && was.containsKey(owner) != is.containsKey(owner);
    }

    /** Statements that make one out of the other. */
    private static List<String> way(Optional<CatalogObject> from, Optional<CatalogObject> to, Inventory there) {
        if (to.isEmpty()) {
            return given(from.orElseThrow().sql().drop());
        }
        if (from.isPresent()) {
            return given(to.get().sql().change());
        }
        List<String> statements = new ArrayList<>();
        make(to.get(), there, statements);
        return statements;
    }

    /** With all that belongs to it; a sequence goes before the table whose column counts by it. */
    private static void make(CatalogObject object, Inventory there, List<String> statements) {
        if (object.sql().make().isEmpty()) {
            return;
        }
        List<CatalogObject> belongings = there.objects().stream()
                .filter(other -> other.owner().equals(object.key()))
                .sorted(Comparator.comparingInt(Drift::rank))
                .toList();
        belongings.stream()
                .filter(Drift::isSequence)
                .forEach(s -> statements.addAll(given(s.sql().make())));
        statements.addAll(given(object.sql().make()));
        for (CatalogObject belonging : belongings) {
            if (isSequence(belonging) || MADE_WITH_OWNER.contains(belonging.kind())) {
                there.objects().stream()
                        .filter(other -> other.owner().equals(belonging.key()))
                        .filter(other -> !MADE_WITH_OWNER.contains(other.kind()))
                        .forEach(other -> statements.addAll(given(other.sql().make())));
            } else {
                make(belonging, there, statements);
            }
        }
    }

    private static boolean isSequence(CatalogObject object) {
        return object.kind().equals("sequence");
    }

    /** A foreign key needs the key it points at, a grant what is granted. */
    private static int rank(CatalogObject object) {
        return switch (object.kind()) {
            case "constraint" -> object.definition().startsWith("FOREIGN") ? 4 : 1;
            case "index" -> 2;
            default -> 3;
        };
    }

    private static List<String> given(String sql) {
        return sql.isEmpty() ? List.of() : List.of(sql.split(CatalogObject.SEPARATOR));
    }
}
