package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Sketch.Held;
import dev.dbmigrations.plan.Sketch.Placed;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A plan while it grows: steps done so far, the transaction being gathered, and what waits for the gate. Not thread-safe. */
final class Drawing {

    /** What was sketched for one clause, and where. */
    record Drawn(Situation situation, Sketch sketch) {}

    private static final String REVERT_WINDOW =
            "the revert window ends; until then `db-migrations down` loses nothing, and `db-migrations complete --now` ends it";

    private final Dialect dialect;
    private final Migration migration;
    private final PlanningOptions options;
    private final List<Phase> phases = new ArrayList<>();
    private final List<Placed> waiting = new ArrayList<>();
    private final List<Placed> retiring = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final List<DataCheck> checks = new ArrayList<>();
    private final List<String> destroys = new ArrayList<>();
    private final List<Kept> keeps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final WaysBack waysBack;
    private final Unsettled unsettled = new Unsettled();
    private Strategy strategy = Strategy.DIRECT;
    private String gate = "";
    private Gathering gathering;
    private int steps;

    Drawing(Dialect dialect, Migration migration, PlanningOptions options) {
        this.dialect = dialect;
        this.migration = migration;
        this.options = options;
        this.waysBack = new WaysBack(dialect);
        this.gathering = new Gathering(options, migration.directives());
    }

    void add(Statement statement, List<Drawn> drawn) {
        boolean together = statement.isIndivisible() && !Together.canBeApart(drawn);
        if (together) {
            drawn.forEach(d -> d.sketch().keepingNothing());
        }
        drawn.forEach(waysBack::add);
        boolean oneByOne = drawn.size() > 1 && !together && !dialect.can(Capability.TRANSACTIONAL_DDL);
        if (!oneByOne && drawn.stream().allMatch(d -> d.sketch().isAsWritten())) {
            gather(statement, drawn.stream().map(Drawn::situation).toList(), textOf(statement, drawn));
            drawn.forEach(this::settle);
            return;
        }
        if (together) {
            endTransaction();
            take(Together.sketch(statement, drawn));
            return;
        }
        for (Drawn one : drawn) {
            if (one.sketch().isAsWritten()) {
                gather(
                        statement,
                        List.of(one.situation()),
                        one.situation().clause().sql());
                settle(one);
            } else {
                endTransaction();
                take(unsettled.concerns(one.sketch()) ? one.sketch().provingFirst(one.situation()) : one.sketch());
                unsettled.add(one.situation());
            }
        }
    }

    void chose(Choice choice) {
        choices.add(choice);
    }

    /** What runs as written is looked at by the server itself, so a question that would come too early is not needed. */
    private void settle(Drawn asWritten) {
        if (!unsettled.concerns(asWritten.sketch())) {
            checks.addAll(asWritten.sketch().checks());
        }
        unsettled.add(asWritten.situation());
    }

    /** Several statements that one sketch is about. */
    void addTogether(List<Situation> situations, Sketch whole) {
        endTransaction();
        situations.forEach(waysBack::add);
        take(whole);
        situations.forEach(unsettled::add);
    }

    /** A clause may have been written anew in the terms of the catalog. */
    private static String textOf(Statement statement, List<Drawn> drawn) {
        boolean same = drawn.stream().map(d -> d.situation().clause()).toList().equals(statement.clauses());
        return same ? statement.text() : drawn.getFirst().situation().clause().sql();
    }

    private void gather(Statement statement, List<Situation> clauses, String sql) {
        Gathering.Member member = new Gathering.Member(statement, clauses, sql);
        if (!gathering.accepts(member)) {
            endTransaction();
        }
        gathering.add(member);
        if (gathering.isClosed()) {
            endTransaction();
        }
    }

    /** Ends the transaction that is being gathered. */
    void endTransaction() {
        gathering.step().ifPresent(step -> append(Kind.EXPAND, "", step));
        destroys.addAll(gathering.destroys());
        notes.addAll(gathering.notes());
        gathering = new Gathering(options, migration.directives());
    }

    private void take(Sketch sketch) {
        strategy = strategy.or(sketch.strategy());
        checks.addAll(sketch.checks());
        notes.addAll(sketch.notes());
        destroys.addAll(sketch.destroyed());
        held.addAll(sketch.held());
        keeps.addAll(sketch.keeps());
        gate = gate.isEmpty() ? sketch.gate() : gate;
        boolean gated = !sketch.gate().isEmpty();
        for (Placed placed : sketch.steps()) {
            if (placed.phase() == Kind.RETIRE) {
                retiring.add(placed);
            } else if (gated && placed.phase() == Kind.CONTRACT) {
                waiting.add(placed);
            } else {
                append(placed.phase(), "", placed.step());
            }
        }
    }

    /** Opens the gate before a statement that speaks of something with another meaning behind it. */
    void openHeldGate(Statement statement, Schema schema) {
        Set<TableName> touched = TouchedTables.of(List.of(statement));
        BoundTogether bound = new BoundTogether(schema, dialect.names());
        boolean needed = held.stream()
                .anyMatch(h -> bound.isReplacedWith(h, statement)
                        || touched.stream()
                                .anyMatch(t -> schema.resolve(t).equals(h.table())
                                        && (h.columns().isEmpty()
                                                || renamesTable(statement)
                                                || h.columns().stream()
                                                        .anyMatch(c -> Mentions.mentions(
                                                                statement.text(), c, dialect.names())))));
        if (needed || (!waiting.isEmpty() && dropsWhatMayBeInUse(statement))) {
            endTransaction();
            releaseWaiting();
        }
    }

    /** What waits would look for the table under its old name. */
    private static boolean renamesTable(Statement statement) {
        return statement.changes().stream().anyMatch(WholeTableChange.RenameTable.class::isInstance);
    }

    /** A type or function, say, goes only after the columns and tables that wait to be dropped. */
    private static boolean dropsWhatMayBeInUse(Statement statement) {
        return statement.changes().stream()
                .anyMatch(c -> c instanceof Change.RunAsWritten written
                        && written.action().startsWith("drop "));
    }

    private void releaseWaiting() {
        for (Placed placed : waiting) {
            append(Kind.CONTRACT, gate, placed.step());
        }
        waiting.clear();
        held.clear();
        gate = "";
    }

    private void append(Kind kind, String phaseGate, Step step) {
        steps++;
        Step numbered = step.numbered(steps + "-" + slug(step.facts().title()));
        Phase last = phases.isEmpty() ? null : phases.getLast();
        if (last != null && last.kind() == kind && last.gate().equals(phaseGate)) {
            List<Step> all = new ArrayList<>(last.steps());
            all.add(numbered);
            phases.set(phases.size() - 1, new Phase(kind, phaseGate, all));
        } else {
            phases.add(new Phase(kind, phaseGate, List.of(numbered)));
        }
    }

    private static String slug(String title) {
        String words = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        String cut = words.length() > 48 ? words.substring(0, 48) : words;
        return cut.replaceAll("^-|-$", "");
    }

    Plan finished(Plan.Basis basis) {
        endTransaction();
        releaseWaiting();
        retiring.forEach(placed -> append(Kind.RETIRE, REVERT_WINDOW, placed.step()));
        WayBack wayBack = migration.undo().written() ? new WayBack.Written() : waysBack.wayBack();
        Plan.Outcome outcome = new Plan.Outcome(wayBack, destroys, notes, keeps);
        OwnChecks own = OwnChecks.of(migration, basis, dialect);
        checks.addAll(own.before());
        return new Plan(migration.id(), basis, strategy, checks, phases, outcome, choices, own.after());
    }
}
