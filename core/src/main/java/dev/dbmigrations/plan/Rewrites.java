package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** All rewrites there are, by the change they handle. */
public final class Rewrites {
    private final Map<Class<? extends Change>, Rewrite<?>> byChange = new HashMap<>();

    private Rewrites(List<Rewrite<?>> all) {
        for (Rewrite<?> rewrite : all) {
            Rewrite<?> other = byChange.put(rewrite.handles(), rewrite);
            if (other != null) {
                throw new IllegalStateException(
                        rewrite.getClass() + " and " + other.getClass() + " both handle " + rewrite.handles());
            }
        }
    }

    /** Those found on the class path, sorted by class name. */
    @SuppressWarnings("rawtypes") // a service is named by its raw class
    public static Rewrites discovered() {
        List<Rewrite<?>> all = ServiceLoader.load(Rewrite.class, Rewrites.class.getClassLoader()).stream()
                .sorted(Comparator.comparing(p -> p.type().getName()))
                .<Rewrite<?>>map(ServiceLoader.Provider::get)
                .toList();
        return new Rewrites(all);
    }

    /** The sketch for the situation's change; as written when nobody rewrites that kind of change. */
    public Sketch sketch(Situation situation) {
        Change change = situation.clause().change();
        Rewrite<?> rewrite = byChange.get(change.getClass());
        return rewrite == null ? Sketch.asWritten() : sketch(rewrite, change, situation);
    }

    private static <C extends Change> Sketch sketch(Rewrite<C> rewrite, Change change, Situation situation) {
        return rewrite.sketch(rewrite.handles().cast(change), situation);
    }
}
