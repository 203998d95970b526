package dev.dbmigrations.plan;

import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.analyze.Experience;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.dialect.Attaching;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Keeping;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a rewrite may look at: the change as written, the tables before it, the server, and how careful to be.
 *
 * @param clause the change and the SQL that performs it alone
 * @param position where it is written
 * @param schema the tables it touches, as they will be when it is its turn
 * @param server what the database is and can tell
 * @param directives what the migration's comments say
 * @param options how careful to be
 */
public record Situation(
        Clause clause,
        Position position,
        Schema schema,
        Server server,
        Directives directives,
        PlanningOptions options) {

    /**
     * @param dialect how it speaks
     * @param oracle who can be asked
     * @param experience who knows how long work takes
     */
    public record Server(Dialect dialect, Oracle oracle, Experience experience) {

        /** A server of which nothing is known but what was measured elsewhere. */
        public Server(Dialect dialect, Oracle oracle) {
            this(dialect, oracle, Experience.CATALOGUE);
        }
    }

    /** The same place and server, for another change on other tables. */
    public Situation of(Clause otherClause, Schema otherSchema) {
        return new Situation(otherClause, position, otherSchema, server, directives, options);
    }

    /** How long that work takes on a table of that size. */
    Budget.Forecast forecast(Effort effort, Size size) {
        return new Budget.Forecast(effort, size, server.experience().of(effort, size));
    }

    /** The budget of a statement that does this to the table that is changed, as far as anybody knows that table. */
    Budget forecast(Budget plain, Work work) {
        Optional<Table> table = clause.change() instanceof TableChange on ? schema.table(on.table()) : Optional.empty();
        boolean beside = plain.envelope() == Budget.Envelope.CONCURRENT && work == Work.INDEX_BUILD;
        Optional<Effort> effort = beside ? Optional.of(Effort.CONCURRENT_BUILD) : Effort.of(work);
        return effort.flatMap(e -> table.map(t -> plain.expecting(forecast(e, t.size()))))
                .orElse(plain);
    }

    public DdlWriter ddl() {
        return server.dialect().ddl();
    }

    public Names names() {
        return server.dialect().names();
    }

    public Keeping keeping() {
        return server.dialect().keeping();
    }

    public boolean can(Capability capability) {
        return server.dialect().can(capability);
    }

    /** The table, which must be there. */
    public Table table(TableName name) {
        return schema.table(name)
                .orElseThrow(() -> refused(
                        PlanRefused.Reason.UNKNOWN_TABLE,
                        "table " + name + " is not there",
                        "mend the name, or add the migration that creates it before this one, then: db-migrations up"));
    }

    /** The column, which must be there. */
    public Column column(Table table, String name) {
        return table.column(name)
                .orElseThrow(() -> refused(
                        PlanRefused.Reason.UNKNOWN_COLUMN,
                        "column " + name + " of table " + table.name() + " is not there; it has "
                                + String.join(
                                        ", ",
                                        table.columns().stream()
                                                .map(Column::name)
                                                .toList()),
                        "mend the name, then: db-migrations up"));
    }

    public PlanRefused refused(PlanRefused.Reason reason, String message, String next) {
        return new PlanRefused(position, reason, message, next);
    }

    /** The columns to walk the rows by, as {@link Table#iterationKey}; none where this server cannot walk them. */
    public List<String> walkKey(Table table) {
        List<String> key = table.iterationKey();
        boolean walkable = key.stream()
                .flatMap(c -> table.column(c).stream())
                .allMatch(server.dialect().keyRanges()::isWalkable);
        return walkable ? key : List.of();
    }

    /** Refuses what would keep others out for long. */
    public void refuseIfBlocking() {
        Impact impact = impact();
        for (Lock lock : impact.locks()) {
            Optional<Table> table = schema.table(lock.table());
            boolean isLarge = table.isPresent() && !isSmall(table.get());
            if (isLarge
                    && lock.blocks().compareTo(Lock.Blocks.WRITES) >= 0
                    && impact.work().compareTo(Work.SCAN) >= 0) {
                throw refused(
                        PlanRefused.Reason.WOULD_BLOCK,
                        "this stops " + lock.blocks().words() + " on " + lock.table() + " ("
                                + table.get().size().rows() + " rows) while it "
                                + (impact.work() == Work.SCAN ? "reads" : "rewrites")
                                + " the table, and there is no way around it here",
                        "run it in a quiet hour with `-- db-migrations: strategy=direct` above it, or write it another way");
            }
        }
    }

    /**
     * Whether reading or rewriting the table under a lock hurts nobody: it is new, empty or small. What is to be without
     * downtime wherever it runs is planned for large tables, so that the plan reviewed on a small database is the one
     * that a large one needs.
     */
    public boolean isSmall(Table table) {
        return table.isNew() || (!directives.zeroDowntime() && table.size().fitsIn(options.small()));
    }

    /**
     * Whether what the change takes from the table is kept for the way back. Who takes a migration back takes away what came with it, and
     * has asked for that.
     */
    public boolean keeps(Table table) {
        return options.keeping() == PlanningOptions.Keeping.KEPT
                && options.clients() != PlanningOptions.Clients.AHEAD
                && !table.isNew()
                && !Kept.isKept(table.name());
    }

    /** Whether clients of the table's present shape may be there and must go on working. */
    public boolean mayHaveClients(Table table) {
        return !table.isNew()
                && (options.clients() == PlanningOptions.Clients.MAY_BE_CONNECTED || directives.zeroDowntime());
    }

    /** Whether a compatibility change may be made at once: nobody can notice, and doing it the long way gains nothing. */
    public boolean mayBreakShape(Table table) {
        if (options.clients() == PlanningOptions.Clients.AHEAD) {
            return true;
        }
        if (directives.strategy().filter(s -> s != Strategy.DIRECT).isPresent()) {
            return table.isNew();
        }
        return table.isNew() || directives.strategy().isPresent() || (!mayHaveClients(table) && isSmall(table));
    }

    /** What the clause does to the table's files: asked of the server, else predicted. */
    public Work work(Table table) {
        if (can(Capability.ONLINE_ALGORITHMS)) {
            return impact().work();
        }
        Work predicted = server.dialect().locks().impact(clause, schema).work();
        if (table.isNew()) {
            return predicted;
        }
        return server.oracle().workOf(clause, table).orElse(predicted);
    }

    /** What the clause locks and does if it is run as written, with the server's own answer where it has one. */
    public Impact impact() {
        Impact predicted = server.dialect().locks().impact(clause, schema);
        if (can(Capability.ONLINE_ALGORITHMS) && clause.change() instanceof TableChange change) {
            return schema.table(change.table())
                    .filter(t -> !t.isNew())
                    .flatMap(t -> server.oracle().impactOf(clause, t))
                    .orElse(predicted);
        }
        if (Attaching.isAskedBy(clause.change())) {
            return Attaching.of(clause, schema, server.oracle())
                    .map(a -> new Impact(
                            predicted.locks(), a.work(server.dialect().locks())))
                    .orElse(predicted);
        }
        if (!(clause.change() instanceof ColumnChange column)
                || (predicted.work() == Work.METADATA && !(column instanceof ColumnChange.AddColumn))) {
            return predicted;
        }
        return schema.table(column.table())
                .map(t -> new Impact(predicted.locks(), work(t)))
                .orElse(predicted);
    }

    /** What a statement of ours locks and does on the tables as they will be then, by the catalogue. */
    public Impact predicted(Clause ours) {
        return server.dialect().locks().impact(ours, schema);
    }

    /** The combined impact of several changes made in one transaction. */
    public Impact impact(Change... changes) {
        List<Lock> locks = new ArrayList<>();
        Work work = Work.METADATA;
        for (Change change : changes) {
            Impact one = server.dialect().locks().impact(new Clause(change, ""), schema);
            locks.addAll(one.locks());
            work = work.compareTo(one.work()) >= 0 ? work : one.work();
        }
        return new Impact(strongestPerTable(locks), work);
    }

    private static List<Lock> strongestPerTable(List<Lock> locks) {
        List<Lock> strongest = new ArrayList<>();
        for (Lock lock : locks) {
            Optional<Lock> other = strongest.stream()
                    .filter(l -> l.table().equals(lock.table()))
                    .findFirst();
            if (other.isEmpty()) {
                strongest.add(lock);
            } else if (other.get().blocks().compareTo(lock.blocks()) < 0) {
                strongest.remove(other.get());
                strongest.add(lock);
            }
        }
        return strongest;
    }

    /** The pen for steps of this statement. */
    public StepPen pen() {
        return new StepPen(this);
    }
}
