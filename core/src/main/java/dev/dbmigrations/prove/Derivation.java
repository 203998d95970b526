package dev.dbmigrations.prove;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.schema.Drift;
import dev.dbmigrations.schema.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the way back of a migration by running it, statement by statement, on a scratch database and looking at what each has changed
 * in the catalog; then goes back by what it found. Not thread-safe.
 */
public final class Derivation {
    private final Database database;
    private final Session session;
    private final LockBudget budget;
    private final Function<Statement, Optional<List<String>>> known;

    /** What each statement has to be taken back by, in the order of the statements: groups that need an order among themselves. */
    private final List<List<List<String>>> groups = new ArrayList<>();

    private final List<String> undo = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    /**
     * What was found.
     *
     * @param undo statements without terminators, in the order in which they have been run
     * @param gaps what cannot be taken back, and why; empty when everything can
     */
    public record Found(List<String> undo, List<String> gaps) {
        public Found {
            undo = List.copyOf(undo);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * @param known what takes a statement back where that follows from its text and the catalog as it is before; empty where it does
     *     not
     */
    public Derivation(
            Database database, Session session, LockBudget budget, Function<Statement, Optional<List<String>>> known) {
        this.database = database;
        this.session = session;
        this.budget = budget;
        this.known = known;
    }

    /** Forth, and back where there is a way: then the database holds what it held before, if the way is right. */
    public Found of(Migration migration) {
        for (Statement statement : migration.statements()) {
            Optional<List<String>> inverse = known.apply(statement);
            Inventory before = inverse.isEmpty() ? database.catalog().inventory() : Inventory.EMPTY;
            session.alone(budget, statement.text());
            groups.add(inverse.map(Derivation::inOrder)
                    .orElseGet(
                            () -> compared(statement, before, database.catalog().inventory())));
        }
        for (int i = groups.size() - 1; i >= 0 && gaps.isEmpty(); i--) {
            goBack(migration.statements().get(i), groups.get(i));
        }
        return new Found(undo, gaps);
    }

    private static List<List<String>> inOrder(List<String> statements) {
        return statements.isEmpty() ? List.of() : List.of(statements);
    }

    private List<List<String>> compared(Statement statement, Inventory before, Inventory after) {
        List<Drift> drifts = Drift.between(before, after);
        if (drifts.isEmpty()) {
            gaps.add(statement.position().atLine() + ": the catalog shows nothing of what it has changed");
        }
        List<List<String>> ways = new ArrayList<>();
        for (Drift drift : drifts) {
            if (drift.back().isEmpty()) {
                gaps.add(statement.position().atLine() + ": " + drift.object().kind() + " "
                        + drift.object().name() + " " + drift.word()
                        + ", and the catalog does not tell enough to write what takes that back");
            } else {
                ways.add(drift.back());
            }
        }
        return ways;
    }

    /** In rounds: what others depend on goes when they are gone. */
    private void goBack(Statement statement, List<List<String>> ways) {
        List<List<String>> open = new ArrayList<>(ways);
        String refusal = "";
        boolean moved = true;
        while (moved && !open.isEmpty()) {
            moved = false;
            for (List<String> way : List.copyOf(open)) {
                try {
                    way.forEach(sql -> session.alone(budget, sql));
                    undo.addAll(way);
                    open.remove(way);
                    moved = true;
                } catch (DatabaseFailure.Fatal notYet) {
                    refusal = String.valueOf(notYet.getMessage());
                }
            }
        }
        for (List<String> way : open) {
            gaps.add(statement.position().atLine() + ": " + String.join("; ", way) + " is refused: " + refusal);
        }
    }
}
