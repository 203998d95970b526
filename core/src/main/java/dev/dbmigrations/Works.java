package dev.dbmigrations;

import dev.dbmigrations.backfill.Backfiller;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.execute.Execution;
import dev.dbmigrations.execute.PatientLook;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.RunLock;
import dev.dbmigrations.execute.Self;
import dev.dbmigrations.execute.Settings;
import dev.dbmigrations.execute.StopSignal;
import dev.dbmigrations.execute.Workplace;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.verify.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The workshop of one process: becomes the runner, reads and writes the journal, and can be told to stop. */
final class Works {
    private static final Duration RUNNER_PATIENCE = Duration.ofSeconds(2);
    private static final Duration CONNECTION_PATIENCE = Duration.ofMinutes(5);
    private static final LockBudget NOTE = new LockBudget(Duration.ofSeconds(5), Duration.ofSeconds(30));
    private final Workbench bench;
    private final StopSignal stop;
    private final Map<String, Plan> plans = new HashMap<>();

    Works(Workbench bench) {
        this(bench, new StopSignal());
    }

    Works(Workbench bench, StopSignal stop) {
        this.bench = bench;
        this.stop = stop;
    }

    StopSignal stop() {
        return stop;
    }

    Execution begin(HistoryLook look, RunListener listener, String application) {
        return begin(look, listener, application, settings());
    }

    Execution begin(HistoryLook look, RunListener listener, String application, Settings settings) {
        Home home = bench.home(look);
        Clock clock = Clock.systemUTC();
        Workplace place = new Workplace(
                bench.database(),
                home,
                Self.current(application),
                settings,
                new Workplace.Attendance(listener, stop, clock));
        if (home.isBesideAnotherTool()) {
            listener.note(
                    "schema_migrations belongs to another tool and is left alone; ours is " + home.appliedTable());
        }
        return Execution.begin(
                place,
                fenced -> new Backfiller(bench.database(), fenced, targets(), clock),
                fenced -> new Verifier(bench.database(), fenced, targets(), clock));
    }

    Settings settings() {
        Options.Running running = bench.options().running();
        Settings.Gates gates = running.gates() == Options.Gates.OPEN ? Settings.Gates.OPEN : Settings.Gates.CLOSED;
        Settings usual = new Settings(
                bench.planning().lockWait(), running.lockPatience(), RUNNER_PATIENCE, CONNECTION_PATIENCE, gates);
        return running.revertWindow()
                .map(usual::withRevertWindow)
                .orElse(usual)
                .endingBlockersAfter(running.endBlockersAfter())
                .at(running.batches().pace());
    }

    /** As patient as a step is. */
    PatientLook look(RunListener listener) {
        return new PatientLook(
                bench.database(),
                bench.options().running().lockPatience(),
                new Workplace.Attendance(listener, stop, Clock.systemUTC()));
    }

    private Targets targets() {
        Options.Running running = bench.options().running();
        Options.Batches batches = running.batches();
        Targets targets = Targets.of(batches.pace());
        return targets.withWorkers(batches.workers().orElse(targets.workers()))
                .withBatch(batches.time().orElse(targets.batch()))
                .withLimits(batches.limits())
                .withPatience(running.lockPatience());
    }

    /** How many sessions a run opens at once, at most: its workers, and those that hold locks, read and watch. */
    int sessions() {
        return targets().workers() + 5;
    }

    Journal journal() {
        Home home = bench.home(bench.history());
        return new Journal(home, Self.current("db-migrations").text());
    }

    /** Whether a runner is alive on this database. */
    boolean somebodyWorks() {
        return RunLock.isHeld(bench.session(), bench.home(bench.history()));
    }

    RunState state(String run) {
        return journal().state(bench.session(), run);
    }

    /** Whether a migration is applied and only kept revertible; not so once it is being taken back. */
    boolean isInWindow(String run) {
        Standing standing = state(run).standing();
        OptionalInt phase = standing.waitingAt();
        return standing.stage() != Standing.Stage.ROLLING_BACK
                && phase.isPresent()
                && plan(run).phases().get(phase.getAsInt()).kind() == Phase.Kind.RETIRE;
    }

    /** The plan of a run that has been begun. */
    Plan plan(String run) {
        return plans.computeIfAbsent(
                run, r -> state(r).start().map(Event.RunStarted::plan).orElseThrow());
    }

    /** As they were when the migration was begun. */
    Migration.Checksums checksums(Migration.Id id) {
        Journal journal = journal();
        return journal.runsOf(bench.session(), id.label()).reversed().stream()
                .flatMap(run -> journal.state(bench.session(), run).start().stream())
                .map(Event.RunStarted::checksums)
                .findFirst()
                .orElseThrow();
    }

    /** The latest plan by which a migration was applied. */
    java.util.Optional<Plan> planOf(Migration.Id id) {
        Journal journal = journal();
        return journal.runsOf(bench.session(), id.label()).reversed().stream()
                .flatMap(run -> journal.state(bench.session(), run).start().stream())
                .filter(start -> start.purpose() == Event.Purpose.APPLY)
                .map(Event.RunStarted::plan)
                .findFirst();
    }

    /** Puts a wish where the runner, wherever it is, will find it. */
    void tell(String run, Event wish) {
        Journal journal = journal();
        bench.session().inTransaction(NOTE, s -> {
            journal.append(s, run, wish);
            return Boolean.TRUE;
        });
    }
}
