package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.execute.Assignment;
import dev.dbmigrations.execute.Execution;
import dev.dbmigrations.execute.PatientLook;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.Settings;
import dev.dbmigrations.history.Applied;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.project.MigrationFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call of {@code down}: takes back what is in flight, or else the last migrations applied. */
final class Downward {
    private final Workbench bench;
    private final Works works;
    private final RunListener listener;

    Downward(Workbench bench, Works works, RunListener listener) {
        this.bench = bench;
        this.works = works;
        this.listener = listener;
    }

    Outcome down(Back back) {
        HistoryLook look = bench.history();
        Optional<String> inFlight = look.unfinished().reversed().stream()
                .filter(run -> !works.isInWindow(run))
                .findFirst();
        if (inFlight.isPresent()) {
            Plan plan = takenBack(look, inFlight.get(), "db-migrations down");
            return new Outcome(List.of(plan.migration()), pending(), plan.strategy(), Optional.empty(), List.of());
        }
        List<Migration.Id> undone = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Strategy strategy = Strategy.DIRECT;
        List<Applied> targets = targets(look, back);
        if (targets.isEmpty()) {
            return new Outcome(List.of(), pending(), strategy, Optional.empty(), List.of("nothing is applied"));
        }
        for (Applied target : targets) {
            Plan plan = takenBack(look, target, notes);
            undone.add(plan.migration());
            strategy = strategy.or(plan.strategy());
        }
        return new Outcome(undone, pending(), strategy, Optional.empty(), notes);
    }

    /**
     * Takes an applied migration back: by the undo of its steps within its revert window, else by its way back.
     *
     * @param notes is added to: what is to be said of what came back
     */
    Plan takenBack(HistoryLook look, Applied target, List<String> notes) {
        Optional<String> revertible = look.unfinished().stream()
                .filter(run -> Ids.same(works.plan(run).migration(), target.id()))
                .findFirst();
        if (revertible.isPresent()) {
            return takenBack(look, revertible.get(), "db-migrations down");
        }
        Undoing undoing = undo(target);
        Plan plan = plan(undoing.migration());
        Acceptance.refuseLoss(
                plan, bench.options().running().accepted().dataLoss(), "db-migrations down --allow-data-loss");
        Settings open = works.settings().with(Settings.Gates.OPEN);
        try (Execution execution = works.begin(bench.history(), listener, "db-migrations down", open);
                Recording recording = Recording.begin(bench, bench.home(look), works.look(listener))) {
            recording.carriesOut(plan);
            execution.start(new Assignment(plan, target.checksums(), Event.Purpose.TAKE_BACK, p -> Optional.empty()));
            notes.addAll(broughtBack(undoing.keeps()));
        }
        return plan;
    }

    /** What is back need not be kept any longer. */
    private List<String> broughtBack(List<Kept> keeps) {
        Snapshots snapshots = new Snapshots(bench, works);
        List<String> notes = new ArrayList<>();
        for (Kept kept : keeps) {
            notes.addAll(snapshots.remarks(kept));
            snapshots.drop(kept);
        }
        return notes;
    }

    /**
     * Takes a run back step by step, by the undo of each.
     *
     * @param reason kept in the journal
     */
    Plan takenBack(HistoryLook look, String run, String reason) {
        Plan plan = works.plan(run);
        try (Execution execution = works.begin(look, listener, "db-migrations down");
                Recording recording = Recording.begin(bench, bench.home(look), works.look(listener))) {
            recording.carriesOut(plan);
            if (works.state(run).start().orElseThrow().purpose() == Event.Purpose.TAKE_BACK) {
                execution.resume(run);
            } else {
                execution.takeBack(run, reason);
            }
        }
        return plan;
    }

    private int pending() {
        HistoryLook look = bench.history();
        return new Comparison(bench, look.applied(), List.of()).pending().size();
    }

    List<Plan> plan(Back back) {
        return targets(bench.history(), back).stream()
                .map(t -> plan(undo(t).migration()))
                .toList();
    }

    private Plan plan(Migration undo) {
        Planning planning = planning(works.look(listener));
        planning.refuseBrokenSyntax(undo);
        return planning.plan(undo);
    }

    /** How ways back are planned. */
    Planning planning(PatientLook look) {
        PlanningOptions options = new PlanningOptions(
                        bench.planning().small(),
                        PlanningOptions.Clients.AHEAD,
                        bench.planning().lockWait())
                .at(bench.planning().pace());
        return new Planning(bench, options, look);
    }

    /** The last applied first; only versioned migrations are taken back. */
    private List<Applied> targets(HistoryLook look, Back back) {
        List<Applied> versioned = look.applied().reversed().stream()
                .filter(a -> a.id().kind() == Migration.Kind.VERSIONED)
                .toList();
        if (back.toVersion().isEmpty()) {
            return versioned.stream().limit(back.count()).toList();
        }
        Version stays = new Version(back.toVersion().get().replaceFirst("^V", ""));
        return versioned.stream()
                .filter(a -> new Version(a.id().version()).compareTo(stays) > 0)
                .toList();
    }

    /**
     * @param migration the way back
     * @param keeps the data with which it works
     */
    record Undoing(Migration migration, List<Kept> keeps) {}

    /** The way back as a migration of its own: the written one, else what was derived when it was applied. */
    Undoing undo(Applied target) {
        Optional<MigrationFile> file = bench.folder().files().stream()
                .filter(f -> Ids.same(f.id(), target.id()))
                .findFirst();
        Migration.Id id = Ids.of(
                target, file.map(f -> f.id().path()).orElse("V" + target.id().version()));
        Optional<Migration> written = file.map(bench::read).filter(m -> m.undo().written());
        // What was built anew beside itself is taken back in the same way: the table is as large as it was.
        Optional<Plan> applied = works.planOf(id);
        boolean rebuilt =
                applied.filter(p -> p.strategy() == Strategy.BLUE_GREEN).isPresent();
        Directives directives = directives(rebuilt);
        List<Statement> statements;
        if (written.isPresent()) {
            statements = written.get().undo().statements();
        } else {
            statements = derived(id);
        }
        List<Kept> keeps = written.isPresent()
                ? List.of()
                : applied.map(p -> p.outcome().keeps()).orElse(List.of());
        return new Undoing(new Migration(id, statements, Migration.Undo.NONE, directives, target.checksums()), keeps);
    }

    /** The way back that a migration will have once it is applied by that plan. */
    Migration undo(Migration pending, Plan plan) {
        List<Statement> statements = pending.undo().written()
                ? pending.undo().statements()
                : derived(pending.id(), plan.outcome().wayBack());
        boolean rebuilt = plan.strategy() == Strategy.BLUE_GREEN;
        return new Migration(pending.id(), statements, Migration.Undo.NONE, directives(rebuilt), pending.checksums());
    }

    private static Directives directives(boolean rebuilt) {
        return rebuilt
                ? new Directives(false, Optional.of(Strategy.BLUE_GREEN), false, List.of(), Directives.Conversions.NONE)
                : Directives.NONE;
    }

    private List<Statement> derived(Migration.Id id) {
        WayBack way = works.planOf(id)
                .map(p -> p.outcome().wayBack())
                .orElseGet(() -> new WayBack.None(List.of("it was not applied by a plan that is in the journal")));
        return derived(id, way);
    }

    private List<Statement> derived(Migration.Id id, WayBack way) {
        return switch (way) {
            case WayBack.Derived derived -> parsed(id, derived.statements());
            case WayBack.Written ignored ->
                throw noWayBack(id, List.of("its undo file was there when it was applied, and is not now"));
            case WayBack.None none -> throw noWayBack(id, none.because());
        };
    }

    private List<Statement> parsed(Migration.Id id, List<String> sql) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < sql.size(); i++) {
            Position position = new Position("undo of " + id.label(), i + 1, 1);
            statements.add(bench.vendor().parser().parse(sql.get(i), position));
        }
        return statements;
    }

    private static MigrationException noWayBack(Migration.Id id, List<String> because) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-7101",
                id.label() + " has no way back",
                Fact.at(id.path()),
                Fact.why(String.join("\n", because)),
                Fact.state("it is still applied; nothing was changed"),
                Fact.next("write " + id.path().replaceFirst("(^|/)V([^/]*)$", "$1U$2") + ", then: db-migrations down"));
    }
}
