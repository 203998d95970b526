package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plain views that show a column, with those that read them: a view holds on to its columns and their types, so it is
 * taken away before the type changes and made again in the same transaction.
 *
 * @param views each behind those it reads
 */
record RemadeViews(List<View> views) {
    RemadeViews {
        views = List.copyOf(views);
    }

    /** Refuses views that nobody can make again as they were. */
    static RemadeViews of(Situation situation, Table table, String column) {
        if (!situation.can(Capability.VIEWS_FOLLOW_COLUMNS)) {
            return new RemadeViews(List.of());
        }
        List<String> direct = table.surroundings().dependents().stream()
                .filter(d -> d.uses(column) && mayRemake(d))
                .map(Dependent::name)
                .toList();
        List<View> views = ordered(table, direct);
        Optional<View> fixed =
                views.stream().filter(v -> !v.obstacle().isEmpty()).findFirst();
        if (fixed.isPresent()) {
            throw situation.refused(
                    PlanRefused.Reason.DEPENDENTS,
                    "view " + fixed.get().shown() + " reads " + table.name() + "." + column
                            + ", whose type cannot change under it, and cannot be made again: "
                            + fixed.get().obstacle(),
                    "drop it in a migration before this one, and create it again in one after it");
        }
        return new RemadeViews(views);
    }

    static boolean mayRemake(Dependent dependent) {
        return dependent.kind().equals("view");
    }

    /** Those views and all that read them, each behind what it reads. */
    private static List<View> ordered(Table table, List<String> direct) {
        Set<String> concerned = new HashSet<>(direct);
        List<View> rest = new ArrayList<>(table.surroundings().views());
        for (int before = -1; before < concerned.size(); ) {
            before = concerned.size();
            rest.stream()
                    .filter(view -> view.over().stream().anyMatch(concerned::contains))
                    .forEach(view -> concerned.add(view.shown()));
        }
        rest.removeIf(view -> !concerned.contains(view.shown()));
        List<View> ordered = new ArrayList<>();
        while (!rest.isEmpty()) {
            View next = rest.stream()
                    .filter(view -> rest.stream().noneMatch(other -> view.over().contains(other.shown())))
                    .findFirst()
                    .orElseThrow();
            rest.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    boolean isEmpty() {
        return views.isEmpty();
    }

    /** Whoever reads goes before what it reads, as clients take their locks. */
    List<String> takenAway(Situation situation) {
        List<String> sql = new ArrayList<>();
        views.forEach(view -> sql.add(view.unchanged()));
        views.reversed().forEach(view -> sql.add(situation.ddl().dropView(view.name())));
        return sql;
    }

    /** For a way back, when nobody knows whether they have been changed meanwhile. */
    List<String> dropped(Situation situation) {
        return views.reversed().stream()
                .map(view -> situation.ddl().dropView(view.name()))
                .toList();
    }

    List<String> madeAgain() {
        return views.stream().flatMap(view -> view.create().stream()).toList();
    }

    /** The same with everyone kept from the views, too. */
    Impact locking(Impact impact) {
        if (isEmpty()) {
            return impact;
        }
        List<Lock> locks = new ArrayList<>(impact.locks());
        String mode = impact.locks().isEmpty() ? "" : impact.locks().getFirst().mode();
        views.forEach(view -> locks.add(new Lock(view.name(), mode, Lock.Blocks.READS_AND_WRITES)));
        return new Impact(locks, impact.work());
    }

    Optional<String> note() {
        return isEmpty() ? Optional.empty() : Optional.of(text());
    }

    private String text() {
        return String.join(", ", views.stream().map(View::shown).toList()) + (views.size() == 1 ? " is" : " are")
                + " taken away and made again in one transaction";
    }
}
