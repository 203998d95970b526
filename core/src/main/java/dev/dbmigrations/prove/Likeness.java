package dev.dbmigrations.prove;

import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Drift;
import dev.dbmigrations.schema.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes a scratch database what another one is, out of what the catalog of that one tells.
 *
 * @param database the scratch
 * @param session on it
 * @param budget of each statement
 */
public record Likeness(Database database, Session session, LockBudget budget) {
    /** Who may do what, for its people are not there; and how the whole is called. */
    private static final Set<String> NOT_COPIED = Set.of("owner", "grant", "database");

    private static final int MOST_ROUNDS = 10;

    /**
     * What an attempt came to.
     *
     * @param copied objects that were not as they should be, and are now
     * @param remaining objects that still are not
     */
    public record Result(int copied, List<Drift> remaining) {
        public Result {
            remaining = List.copyOf(remaining);
        }
    }

    /** Sets what later objects are made by: character set and collation of the database, and the schema without which no name is found. */
    public void begin(Inventory model, String defaultSchema) {
        Drift.between(database.catalog().inventory(), model).stream()
                .filter(drift -> isFoundation(drift.object(), defaultSchema))
                .forEach(this::follow);
    }

    private static boolean isFoundation(CatalogObject object, String defaultSchema) {
        return object.kind().equals("database")
                || (object.kind().equals("schema") && object.name().equals(defaultSchema));
    }

    /**
     * Object by object, in rounds, as one may need another.
     *
     * @param isLeft what stays as it is
     */
    public Result with(Inventory model, Predicate<CatalogObject> isLeft) {
        List<Drift> drifts = drifts(model, isLeft);
        int before = drifts.size();
        for (int round = 0; round < MOST_ROUNDS && !drifts.isEmpty(); round++) {
            boolean moved = false;
            for (Drift drift : drifts) {
                moved |= follow(drift);
            }
            if (!moved) {
                break;
            }
            drifts = drifts(model, isLeft);
        }
        return new Result(Math.max(0, before - drifts.size()), drifts);
    }

    private List<Drift> drifts(Inventory model, Predicate<CatalogObject> isLeft) {
        return Drift.between(database.catalog().inventory(), model).stream()
                .filter(drift -> !NOT_COPIED.contains(drift.object().kind()))
                .filter(drift -> !isLeft.test(drift.object()))
                .toList();
    }

    private boolean follow(Drift drift) {
        List<String> done = new ArrayList<>();
        try {
            for (String sql : drift.onward()) {
                session.alone(budget, sql);
                done.add(sql);
            }
        } catch (DatabaseFailure.Fatal notYet) {
            return !done.isEmpty();
        }
        return !done.isEmpty();
    }
}
