package dev.dbmigrations.plan;

import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The plan of one change while it is being drawn up. Not thread-safe; lives inside one planning. */
public final class Sketch {

    /** A step and the phase it belongs to. */
    record Placed(Phase.Kind phase, Step step) {}

    /** Columns that mean something else behind the gate; none stands for the whole table. */
    record Held(TableName table, List<String> columns) {}

    private Strategy strategy = Strategy.DIRECT;
    private boolean asWritten;
    private String gate = "";
    private final List<Placed> steps = new ArrayList<>();
    private final List<DataCheck> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> destroys = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Kept> keeps = new ArrayList<>();
    private final List<String> back = new ArrayList<>();

    /** The change may run just as it was written, together with its neighbours. */
    public static Sketch asWritten() {
        Sketch sketch = new Sketch();
        sketch.asWritten = true;
        return sketch;
    }

    public static Sketch by(Strategy strategy) {
        Sketch sketch = new Sketch();
        sketch.strategy = strategy;
        return sketch;
    }

    public Sketch expand(Step step) {
        return place(Phase.Kind.EXPAND, step);
    }

    public Sketch migrate(Step step) {
        return place(Phase.Kind.MIGRATE, step);
    }

    public Sketch verify(Step step) {
        return place(Phase.Kind.VERIFY, step);
    }

    /** A step behind the gate. */
    public Sketch contract(String because, Step step) {
        gate = because;
        return place(Phase.Kind.CONTRACT, step);
    }

    /** A step that ends the change but takes nothing away from anybody, so that no gate is needed. */
    public Sketch finish(Step step) {
        return place(Phase.Kind.CONTRACT, step);
    }

    /** A step that takes away what is only there for the way back, when the time for that is over. */
    public Sketch retire(Step step) {
        return place(Phase.Kind.RETIRE, step);
    }

    public Sketch check(DataCheck check) {
        checks.add(check);
        return this;
    }

    /**
     * Looked for before the change runs, even as it is written, where the table has rows and the columns. The server itself says
     * what is wrong with other tables and columns.
     */
    public Sketch checkRows(Table table, List<String> columns, Supplier<DataCheck> check) {
        boolean canBeAsked = !table.isNew()
                && !table.size().isEmpty()
                && !columns.isEmpty()
                && columns.stream().allMatch(c -> table.column(c).isPresent());
        return canBeAsked ? check(check.get()) : this;
    }

    /** With further questions to the data; one of its own that goes by the same id is asked in their words. */
    Sketch alsoChecking(List<DataCheck> further) {
        for (DataCheck check : further) {
            List<String> ids = checks.stream().map(DataCheck::id).toList();
            int own = ids.indexOf(check.id());
            if (own < 0) {
                checks.add(check);
            } else {
                checks.set(own, check);
            }
        }
        return this;
    }

    public Sketch note(String note) {
        if (!note.isEmpty()) {
            notes.add(note);
        }
        return this;
    }

    public Sketch destroys(String what) {
        destroys.add(what);
        return this;
    }

    /** Data that are kept, with which the change is taken back. */
    public Sketch keeps(Kept kept) {
        keeps.add(kept);
        back.addAll(kept.back());
        return this;
    }

    /** Names that a later statement must not touch before the gate: they change their meaning behind it. */
    public Sketch holds(TableName table, String... columns) {
        return holds(table, List.of(columns));
    }

    public Sketch holds(TableName table, List<String> columns) {
        held.add(new Held(table, columns));
        return this;
    }

    /** Takes over everything of another sketch, after what is here. */
    public Sketch then(Sketch other) {
        strategy = strategy.or(other.strategy);
        gate = gate.isEmpty() ? other.gate : gate;
        steps.addAll(other.steps);
        checks.addAll(other.checks);
        notes.addAll(other.notes);
        destroys.addAll(other.destroys);
        held.addAll(other.held);
        keeps.addAll(other.keeps);
        back.addAll(other.back);
        return this;
    }

    /** The same, with nothing said about it. */
    public Sketch withoutNotes() {
        notes.clear();
        return this;
    }

    /** The steps as the undo of another one. */
    public Undo asUndo() {
        return new Undo.Steps(steps.stream().map(Placed::step).toList());
    }

    /** What was to be kept is gone: another step does what the steps here were for. */
    Sketch keepingNothing() {
        keeps.forEach(kept -> destroys(kept.what()));
        keeps.clear();
        back.clear();
        return this;
    }

    /** The same steps, all of them behind the gate. */
    public Sketch gated(String because) {
        gate = because;
        steps.replaceAll(placed -> new Placed(Phase.Kind.CONTRACT, placed.step()));
        return this;
    }

    /** The checks as steps at the front: for data that are not yet what they will be when the plan begins. */
    public Sketch provingFirst(Situation situation) {
        List<Placed> proofs = checks.stream()
                .map(check -> new Placed(
                        Phase.Kind.MIGRATE,
                        situation.pen().prove("look for " + check.condition(), situation.table(check.table()), check)))
                .toList();
        steps.addAll(0, proofs);
        checks.clear();
        return this;
    }

    /** Where the change may run as written: the given statement as a step of its own. */
    public Sketch orAsStep(Situation situation, String sql) {
        if (!asWritten) {
            return this;
        }
        WaysBack ways = new WaysBack(situation.server().dialect());
        ways.add(situation);
        Undo undo = switch (ways.wayBack()) {
            case WayBack.Derived derived -> new Undo.Run(derived.statements());
            case WayBack.None none -> new Undo.Impossible(String.join("; ", none.because()));
            case WayBack.Written ignored -> new Undo.Nothing("the undo file does it");
        };
        String title = sql.length() > 60 ? sql.substring(0, 57) + "..." : sql;
        return by(Strategy.DIRECT).expand(situation.pen().brief("run " + title, situation.impact(), undo, sql));
    }

    /** What was said about the change, without what was to be done. */
    Sketch withoutSteps() {
        steps.clear();
        return this;
    }

    private Sketch place(Phase.Kind phase, Step step) {
        steps.add(new Placed(phase, step));
        return this;
    }

    public boolean isAsWritten() {
        return asWritten;
    }

    Strategy strategy() {
        return strategy;
    }

    String gate() {
        return gate;
    }

    List<Placed> steps() {
        return steps;
    }

    List<DataCheck> checks() {
        return checks;
    }

    List<String> notes() {
        return notes;
    }

    List<String> destroyed() {
        return destroys;
    }

    List<Kept> keeps() {
        return keeps;
    }

    /** How the change is taken back with what is kept; none when nothing is. */
    List<String> back() {
        return back;
    }

    List<Held> held() {
        return held;
    }
}
