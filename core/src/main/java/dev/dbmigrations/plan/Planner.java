package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.schema.Schema;
import java.util.ArrayList;
import java.util.List;
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

    public Planner(Situation.Server server, PlanningOptions options) {
        this.server = server;
        this.options = options;
    }

    /**
     * @param basis what the plan will say it rests on
     * @param schema every table and index the migration names, as they are now
     * @throws PlanRefused when there is no safe way
     */
    public Plan plan(Migration migration, Plan.Basis basis, Schema schema) {
        Drawing drawing = new Drawing(server.dialect(), migration, options);
        SchemaAfter evolution = new SchemaAfter(server.dialect().names());
        Schema now = schema;
        for (Statement statement : migration.statements()) {
            if (isTransactionControl(statement) || isTableLock(statement)) {
                drawing.endTransaction();
                continue;
            }
            drawing.openHeldGate(statement, now);
            List<Drawing.Drawn> drawn = new ArrayList<>();
            now = Together.seenBy(statement, now);
            for (Clause written : statement.clauses()) {
                for (Clause clause : server.dialect().resolved(written, now)) {
                    Situation situation =
                            new Situation(clause, statement.position(), now, server, migration.directives(), options);
                    drawn.add(new Drawing.Drawn(situation, sketch(situation)));
                    now = evolution.after(now, clause.change());
                }
            }
            drawing.add(statement, drawn);
        }
        return drawing.finished(basis);
    }

    private static Sketch sketch(Situation situation) {
        boolean asWritten = situation
                .directives()
                .strategy()
                .filter(s -> s == Strategy.DIRECT)
                .isPresent();
        if (situation
                .directives()
                .strategy()
                .filter(s -> s == Strategy.BLUE_GREEN)
                .isPresent()) {
            throw situation.refused(
                    PlanRefused.Reason.NOT_POSSIBLE,
                    "this version cannot rebuild a table beside itself (strategy blue-green)",
                    "leave the strategy out, or write strategy=expand-contract");
        }
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
