package dev.dbmigrations;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The plans of migrations that run one after the other, each for the database as it is then.
 *
 * <p>Migrations that make new tables and touch no others, nor each other's, find the same database whenever they are planned:
 * such neighbours are looked up together and planned while those before them run. Not thread-safe.
 */
final class PlansAhead implements AutoCloseable {
    private static final int MOST_TOGETHER = 100;

    private final Planning planning;
    private final List<Migration> migrations;
    private final Map<Migration.Id, CompletableFuture<Plan>> ahead = new HashMap<>();
    private final ExecutorService planner = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("db-migrations planner").daemon().unstarted(work));

    /**
     * @param migrations in the order in which their plans will be asked for
     */
    PlansAhead(Planning planning, List<Migration> migrations) {
        this.planning = planning;
        this.migrations = migrations;
    }

    /** The plan for the database as it is now. */
    Plan of(Migration migration) {
        if (!ahead.containsKey(migration.id())) {
            ahead.clear();
            lookAhead(migration);
        }
        CompletableFuture<Plan> planned = ahead.remove(migration.id());
        return planned == null ? planning.plan(migration) : result(planned);
    }

    private void lookAhead(Migration first) {
        List<Migration> together = neighbours(first);
        if (together.size() < 2) {
            return;
        }
        Schema schema = planning.look(together);
        if (schema.tables().isEmpty()) {
            together.forEach(m ->
                    ahead.put(m.id(), CompletableFuture.supplyAsync(() -> planning.plan(m, schema), planner)));
        }
    }

    private List<Migration> neighbours(Migration first) {
        List<Migration> together = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Migration next : migrations.subList(migrations.indexOf(first), migrations.size())) {
            Set<String> names = TouchedTables.of(next.statements()).stream()
                    .map(TableName::name)
                    .collect(Collectors.toSet());
            boolean free = names.stream().noneMatch(taken::contains);
            if (!free || !makesTablesOnly(next) || together.size() == MOST_TOGETHER) {
                break;
            }
            taken.addAll(names);
            together.add(next);
        }
        return together;
    }

    private static boolean makesTablesOnly(Migration migration) {
        Set<TableName> made = new TreeSet<>();
        for (Statement statement : migration.statements()) {
            for (Change change : statement.changes()) {
                boolean harmless = switch (change) {
                    case CreateTable create ->
                        made.add(create.table()) && !create.traits().filled();
                    case CreateIndex index -> made.contains(index.table());
                    case AddConstraint constraint -> made.contains(constraint.table());
                    default -> false;
                };
                if (!harmless) {
                    return false;
                }
            }
        }
        return !made.isEmpty();
    }

    private static Plan result(CompletableFuture<Plan> planned) {
        try {
            return planned.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        planner.shutdownNow();
    }
}
