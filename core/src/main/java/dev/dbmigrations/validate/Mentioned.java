package dev.dbmigrations.validate;

import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.StepSql;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The words in the statements of some plans, to tell which objects they are about. */
public final class Mentioned {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$]+");
    private static final Set<String> NOT_NAMES = Set.of("on", "to");

    private final Set<String> words = new HashSet<>();

    public Mentioned(Collection<Plan> plans, String defaultSchema) {
        words.add(defaultSchema.toLowerCase(Locale.ROOT));
        for (Plan plan : plans) {
            plan.basis().tables().forEach(t -> add(t.toString()));
            plan.steps().forEach(step -> {
                StepSql.of(step).forEach(this::add);
                if (step.facts().undo() instanceof Undo.Run undo) {
                    undo.sql().forEach(this::add);
                }
            });
        }
    }

    private void add(String text) {
        words.addAll(words(text));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(r -> r.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether every part of its name stands in the statements. */
    public boolean names(CatalogObject object) {
        return words(object.name()).stream().filter(w -> !NOT_NAMES.contains(w)).allMatch(words::contains);
    }

    /** Whether one of these objects, or what it belongs to in the end, stands in the statements. */
    Predicate<CatalogObject> among(Collection<Inventory> there) {
        Map<String, CatalogObject> byKey = new HashMap<>();
        there.forEach(inventory -> inventory.objects().forEach(o -> byKey.put(o.key(), o)));
        return object -> {
            CatalogObject root = object;
            for (CatalogObject owner = byKey.get(root.owner()); owner != null; owner = byKey.get(root.owner())) {
                root = owner;
            }
            return names(root) || names(object);
        };
    }
}
