package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a migration into a plan for one database. Pure: the same input gives the same plan.
 *
 * <p>Statement by statement, each change is sketched by its rewrite on the tables as the statements before it leave them.
 * What may run as written is gathered into transactions; what must wait for a gate is held back until the end, or until a
 * later statement needs it.
 */
public final class Planner {
    private static final Rewrites REWRITES = Rewrites.discovered();
    private static final Set<String> TABLE_LOCKS = Set.of("lock tables", "unlock tables", "unlock table");
    private final Situation.Server server;
    private final PlanningOptions options;
    private final Choosing choosing;

    public Planner(Situation.Server server, PlanningOptions options) {
        this.server = server;
        this.choosing = new Choosing(server, options.reserve());
        this.options = options;
    }

    /**
     * @param basis what the plan will say it rests on
     * @param schema every table and index the migration names, as they are now
     * @throws PlanRefused when there is no safe way
     */
    public Plan plan(Migration migration, Plan.Basis basis, Schema schema) {
        Drawing drawing = new Drawing(server.dialect(), migration, options);
        Schema now = schema;
        List<Statement> statements = migration.statements();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            List<Statement> together = rebuiltTogether(migration, statements.subList(i, statements.size()), now);
            if (!together.isEmpty()) {
                now = built(drawing, migration, together, now, Optional.of("it was asked for"));
                i += together.size() - 1;
                continue;
            }
            if (isTransactionControl(statement) || isTableLock(statement)) {
                drawing.endTransaction();
                continue;
            }
            drawing.openHeldGate(statement, now);
            try {
                Drawn drawn = drawn(migration, statement, now);
                now = chosen(drawing, migration, statement, now, drawn);
            } catch (PlanRefused refused) {
                if (!isRebuiltInstead(refused, migration, statement, now)) {
                    throw refused;
                }
                now = rebuiltInstead(refused, drawing, migration, statement, now);
            }
        }
        return drawing.finished(basis);
    }

    /** The statement by the way that costs least. */
    private Schema chosen(Drawing drawing, Migration migration, Statement statement, Schema before, Drawn drawn) {
        Optional<Choice> choice = choosing.between(
                drawn.clauses(),
                () -> secondTableObstacle(migration, statement, before),
                migration.directives().strategy().isPresent());
        choice.ifPresent(drawing::chose);
        if (choice.filter(c -> c.chosen() == Strategy.BLUE_GREEN).isPresent()) {
            return built(drawing, migration, List.of(statement), before, Optional.empty());
        }
        drawing.add(statement, drawn.clauses());
        return drawn.after();
    }

    private Optional<String> secondTableObstacle(Migration migration, Statement statement, Schema before) {
        if (server.dialect().rebuilding().isEmpty()) {
            return Optional.of("not on this server");
        }
        if (!BlueGreen.canBe(statement, before, server.dialect())) {
            return Optional.of("the statement asks for something else too");
        }
        if (!keepsNames(statement, before)) {
            return Optional.of("clients that still use a column's old name would fail behind its exchange");
        }
        try {
            Situations together = situations(migration, List.of(statement), before);
            new BlueGreen(together.all(), before, together.after());
            return Optional.empty();
        } catch (PlanRefused refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** The clauses of a statement as their rewrites sketch them, and the tables behind it. */
    private record Drawn(List<Drawing.Drawn> clauses, Schema after) {}

    private Drawn drawn(Migration migration, Statement statement, Schema before) {
        SchemaAfter evolution = new SchemaAfter(server.dialect().names());
        List<Drawing.Drawn> drawn = new ArrayList<>();
        Schema now = Together.seenBy(statement, before);
        boolean atOnce =
                server.dialect().can(Capability.TRANSACTIONAL_DDL) && Refill.isBegunBy(statement, migration, before);
        PlanningOptions keeping = atOnce ? options.keeping(PlanningOptions.Keeping.GONE) : options;
        for (Clause written : statement.clauses()) {
            for (Clause clause : server.dialect().resolved(written, now)) {
                Situation situation =
                        new Situation(clause, statement.position(), now, server, migration.directives(), keeping);
                drawn.add(new Drawing.Drawn(situation, checked(situation)));
                now = evolution.after(now, clause.change());
            }
        }
        return new Drawn(drawn, now);
    }

    /**
     * What no second column can stand in for, a second table may. Only where second columns have such limits, and for types in
     * partitioned tables: elsewhere a table is built anew beside itself when its author asks for that.
     */
    private boolean isRebuiltInstead(PlanRefused refused, Migration migration, Statement statement, Schema schema) {
        boolean isLimit = refused.reason() == PlanRefused.Reason.NOT_POSSIBLE
                && server.dialect().can(Capability.HIDDEN_COLUMNS);
        boolean partitionsAreTables = server.dialect().partitions().isPresent();
        return (isLimit || (partitionsAreTables && changesTypeOfPartitioned(statement, schema)))
                && migration.directives().strategy().isEmpty()
                && server.dialect().rebuilding().isPresent()
                && BlueGreen.canBe(statement, schema, server.dialect())
                && keepsNames(statement, schema);
    }

    private static boolean changesTypeOfPartitioned(Statement statement, Schema schema) {
        return statement.changes().stream()
                .anyMatch(c -> c instanceof ColumnChange.ChangeType change
                        && schema.table(change.table())
                                .filter(t -> t.kind() == Table.Kind.PARTITIONED)
                                .isPresent());
    }

    /** Behind a second table's exchange, clients that still use a column's old name would fail, and before it those of the new. */
    private boolean keepsNames(Statement statement, Schema schema) {
        return statement.clauses().stream()
                .flatMap(written -> server.dialect().resolved(written, schema).stream())
                .map(Clause::change)
                .noneMatch(change -> change instanceof ColumnChange.RenameColumn
                        || change instanceof ColumnChange.DropColumn
                        || (change instanceof ColumnChange.RedefineColumn redefine && redefine.renames()));
    }

    private Schema rebuiltInstead(
            PlanRefused refused, Drawing drawing, Migration migration, Statement statement, Schema before) {
        try {
            return built(drawing, migration, List.of(statement), before, Optional.of("no second column can stand in"));
        } catch (PlanRefused neither) {
            throw new PlanRefused(
                    refused.position(),
                    refused.reason(),
                    refused.getMessage() + "; nor can a second table stand in: " + neither.getMessage(),
                    refused.next());
        }
    }

    /** The statements at the front that one exchange of names is to carry out; none when the first is planned otherwise. */
    private List<Statement> rebuiltTogether(Migration migration, List<Statement> statements, Schema schema) {
        boolean asked = migration
                .directives()
                .strategy()
                .filter(s -> s == Strategy.BLUE_GREEN)
                .isPresent();
        if (!asked) {
            return List.of();
        }
        return statements.stream()
                .takeWhile(s -> BlueGreen.canBe(s, schema, server.dialect()))
                .toList();
    }

    /**
     * @param because why, where it is not told yet
     */
    private Schema built(
            Drawing drawing, Migration migration, List<Statement> statements, Schema before, Optional<String> because) {
        Situations together = situations(migration, statements, before);
        BlueGreen tables = new BlueGreen(together.all(), before, together.after());
        because.ifPresent(why ->
                tables.firsts().forEach(s -> choosing.secondTableFor(s, why).ifPresent(drawing::chose)));
        for (int i = 0; i < statements.size(); i++) {
            drawing.openHeldGate(statements.get(i), together.befores().get(i));
        }
        drawing.addTogether(together.all(), tables.sketch());
        return together.after();
    }

    /** What several statements ask for, one after the other, with the tables before each and behind the last. */
    private record Situations(List<Situation> all, List<Schema> befores, Schema after) {}

    private Situations situations(Migration migration, List<Statement> statements, Schema before) {
        SchemaAfter evolution = new SchemaAfter(server.dialect().names());
        List<Situation> situations = new ArrayList<>();
        List<Schema> befores = new ArrayList<>();
        Schema now = before;
        for (Statement statement : statements) {
            befores.add(now);
            for (Clause written : statement.clauses()) {
                for (Clause clause : server.dialect().resolved(written, now)) {
                    situations.add(
                            new Situation(clause, statement.position(), now, server, migration.directives(), options));
                    now = evolution.after(now, clause.change());
                }
            }
        }
        return new Situations(situations, befores, now);
    }

    private static Sketch checked(Situation situation) {
        Sketch sketch = sketch(situation);
        Demands.Way way = sketch.isAsWritten() ? Demands.Way.AS_WRITTEN : Demands.Way.IN_STEPS;
        return sketch.alsoChecking(Demands.of(situation, way));
    }

    private static Sketch sketch(Situation situation) {
        boolean asWritten = situation
                .directives()
                .strategy()
                .filter(s -> s == Strategy.DIRECT)
                .isPresent();
        return asWritten ? Sketch.asWritten() : REWRITES.sketch(situation);
    }

    /** BEGIN and COMMIT in a file only say where transactions end, which the plan decides for itself. */
    private static boolean isTransactionControl(Statement statement) {
        if (statement.changes().size() != 1
                || !(statement.changes().getFirst() instanceof Change.RunAsWritten written)) {
            return false;
        }
        return switch (written.action()) {
            case "begin", "commit" -> true;
            case "rollback", "savepoint" ->
                throw new PlanRefused(
                        statement.position(),
                        PlanRefused.Reason.NOT_POSSIBLE,
                        written.action().toUpperCase(java.util.Locale.ROOT)
                                + " has no meaning here: a migration is applied whole or not at all",
                        "take the statement out of the file");
            default -> false;
        };
    }

    /** LOCK TABLES as dumps have it: a lock that the next DDL statement ends, and that would keep out our own sessions. */
    private boolean isTableLock(Statement statement) {
        return !server.dialect().can(Capability.TRANSACTIONAL_DDL)
                && statement.changes().size() == 1
                && statement.changes().getFirst() instanceof Change.RunAsWritten written
                && TABLE_LOCKS.contains(written.action());
    }
}
