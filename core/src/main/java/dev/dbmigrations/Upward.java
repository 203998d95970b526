package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Migrator.WindowEnd;
import dev.dbmigrations.Outcome.Waiting;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.execute.Assignment;
import dev.dbmigrations.execute.Execution;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.RunOutcome;
import dev.dbmigrations.execute.Settings;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of {@code up} or {@code complete}: goes on with what is in flight, then runs what is pending. */
final class Upward {
    private final Workbench bench;
    private final Works works;
    private final RunListener listener;
    private final Migrator.OnFailure onFailure;
    private final Migrator.Precaution precaution;
    private final Planning planning;
    private final List<Migration.Id> finished = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<TableName> held = new TreeSet<>();
    private Optional<Waiting> waiting = Optional.empty();
    /** What is being carried out. */
    private Optional<Migration.Id> current = Optional.empty();

    private Strategy strategy = Strategy.DIRECT;
    private int heldBack;
    private boolean isPrecautionTaken;
    private @Nullable Recording recorded;

    Upward(Workbench bench, Works works, RunListener listener, Migrator.OnFailure onFailure) {
        this(bench, works, listener, onFailure, Migrator.Precaution.NONE);
    }

    Upward(
            Workbench bench,
            Works works,
            RunListener listener,
            Migrator.OnFailure onFailure,
            Migrator.Precaution precaution) {
        this.onFailure = onFailure;
        this.precaution = precaution;
        this.bench = bench;
        this.works = works;
        this.listener = listener;
        this.planning = new Planning(bench, bench.planning(), works.look(listener));
    }

    Outcome up(Until until) {
        bench.refuseEmptyFolder();
        HistoryLook look = bench.history();
        List<Migration.Id> begun = begun(look);
        List<MigrationFile> pending = pending(look, begun, until);
        if (pending.isEmpty() && look.unfinished().isEmpty()) {
            return outcome(0);
        }
        Standings.refuseUnfit(bench);
        List<Migration> migrations = readAll(pending);
        if (!migrations.isEmpty()) {
            precaution.check();
        }
        try (PlansAhead plans = new PlansAhead(planning, migrations);
                Execution execution = works.begin(look, listener, "db-migrations up");
                Recording recording = Recording.begin(bench, bench.home(look), works.look(listener))) {
            recorded = recording;
            HistoryLook now = bench.history();
            resumeAll(execution, now);
            Set<Ids.Key> applied =
                    now.applied().stream().map(a -> Ids.key(a.id())).collect(Collectors.toSet());
            for (Migration migration : migrations) {
                boolean doneMeanwhile =
                        migration.id().kind() == Migration.Kind.VERSIONED && applied.contains(Ids.key(migration.id()));
                if (!doneMeanwhile) {
                    apply(execution, migration, plans.of(migration));
                }
            }
        } catch (MigrationException failure) {
            throw told(failure);
        }
        clearAway();
        return outcome(heldBack);
    }

    /** What was kept long enough; if that cannot be done now, the next call does it. */
    private void clearAway() {
        if (finished.isEmpty()) {
            return;
        }
        Snapshots snapshots = new Snapshots(bench, works);
        try {
            snapshots
                    .drop(snapshots.expired(), listener)
                    .forEach(s -> notes.add("the time of a snapshot is over: "
                            + s.kept().what() + ", taken by " + s.migration().label()));
        } catch (DatabaseFailure | MigrationException later) {
            notes.add("snapshots whose time is over are still there: " + later.getMessage());
        }
    }

    /** Opens the gate of one migration and finishes it. */
    Outcome complete(Optional<String> version, WindowEnd window) {
        HistoryLook look = bench.history();
        String run = waitingRun(look, version);
        boolean applied = works.isInWindow(run);
        if (applied && window == WindowEnd.BY_ITSELF) {
            throw revertible(works.plan(run).migration());
        }
        Settings settings =
                window == WindowEnd.NOW ? works.settings().withRevertWindow(Duration.ZERO) : works.settings();
        try (Execution execution = works.begin(look, listener, "db-migrations complete", settings);
                Recording recording = Recording.begin(bench, bench.home(look), works.look(listener))) {
            recorded = recording;
            Plan plan = works.plan(run);
            refuseLoss(plan, bench.options().running().accepted().dataLoss());
            int phase = works.state(run).standing().waitingAt().orElse(-1);
            if (phase >= 0) {
                works.tell(run, new Event.GateOpened(phase));
            }
            started(plan);
            take(plan, execution.resume(run, checksums(plan.migration())), false);
        }
        Comparison after = new Comparison(bench, bench.history().applied(), begun(bench.history()));
        return outcome(after.pending().size());
    }

    private String waitingRun(HistoryLook look, Optional<String> version) {
        return look.unfinished().stream()
                .filter(run -> works.state(run).standing().waitingAt().isPresent())
                .filter(run -> version.isEmpty()
                        || Ids.sameVersion(
                                works.plan(run).migration().version(),
                                version.get().replaceFirst("^V", "")))
                .findFirst()
                .orElseThrow(() -> MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-6201",
                        version.map(v -> v + " does not wait at a gate").orElse("no migration waits at a gate"),
                        Fact.why("complete opens the gate behind which the old shape goes"),
                        Fact.state("nothing was changed"),
                        Fact.next("db-migrations status")));
    }

    private List<Migration.Id> begun(HistoryLook look) {
        return look.unfinished().stream()
                .map(run -> works.plan(run).migration())
                .toList();
    }

    private List<MigrationFile> pending(HistoryLook look, List<Migration.Id> begun, Until until) {
        Comparison comparison = new Comparison(bench, look.applied(), begun);
        for (Overview.Problem problem : comparison.problems()) {
            if (problem.error()) {
                throw problem.failure();
            }
            notes.add(problem.failure().what());
        }
        bench.folder().passedOver().forEach(p -> notes.add(p.file().shown() + " is not run: " + p.because()));
        return Overviewing.until(comparison.pending(), until);
    }

    private List<Migration> readAll(List<MigrationFile> pending) {
        List<Migration> migrations = pending.stream().map(bench::read).toList();
        migrations.forEach(planning::refuseBrokenSyntax);
        return migrations;
    }

    private void resumeAll(Execution execution, HistoryLook look) {
        for (String run : look.unfinished()) {
            Plan plan = works.plan(run);
            boolean applied = works.isInWindow(run);
            started(plan);
            if (look.applied().stream().anyMatch(a -> Ids.same(plan.migration(), a.id()))) {
                // What an earlier call has applied stays, whatever becomes of the end of its revert window.
                current = Optional.empty();
            }
            take(plan, execution.resume(run, checksums(plan.migration())), applied);
            current = Optional.empty();
        }
    }

    /** Of the text as it is now; what is recorded when its file is gone, so that what was begun can still be ended. */
    private Migration.Checksums checksums(Migration.Id id) {
        return bench.file(id)
                .map(f -> new Migration.Checksums(f.exactChecksum(), bench.normalisedChecksum(f)))
                .orElseGet(() -> works.checksums(id));
    }

    private void apply(Execution execution, Migration migration, Plan plan) {
        Set<TableName> tables = new TreeSet<>(plan.basis().tables());
        tables.retainAll(held);
        if (!tables.isEmpty()) {
            heldBack++;
            held.addAll(plan.basis().tables());
            notes.add(migration.id().label() + " waits: it is about "
                    + tables.iterator().next() + ", which a migration at its gate still changes");
            return;
        }
        refuseUnaccepted(migration, plan);
        if (!isPrecautionTaken) {
            precaution.take();
            isPrecautionTaken = true;
        }
        boolean longer = plan.steps().count() > 1;
        Assignment assignment = new Assignment(
                plan,
                migration.checksums(),
                Event.Purpose.APPLY,
                p -> longer ? planning.staleBecause(p, migration) : Optional.empty());
        started(plan);
        take(plan, execution.start(assignment), false);
        current = Optional.empty();
    }

    /** What to tell of a failure, when this call is no longer the runner. */
    private MigrationException told(MigrationException failure) {
        return onFailure == Migrator.OnFailure.STOP || current.isEmpty()
                ? failure
                : new FailedRun(bench, works, listener).takenBack(current.get(), failure);
    }

    private void started(Plan plan) {
        current = Optional.of(plan.migration());
        if (recorded != null) {
            recorded.carriesOut(plan);
        }
    }

    private void refuseUnaccepted(Migration migration, Plan plan) {
        Acceptance.refuseWithoutWayBack(
                migration, plan, bench.options().running().accepted().noWayBack());
        bench.file(migration.id())
                .ifPresent(f -> Reviewed.refuseOther(
                        bench, f, plan, bench.options().running().accepted().newPlan()));
        boolean stopsBefore = bench.options().running().gates() == Options.Gates.CLOSED
                && plan.phases().stream().anyMatch(Phase::isGated);
        refuseLoss(plan, stopsBefore || bench.options().running().accepted().dataLoss());
        notes.addAll(plan.outcome().notes());
    }

    private static void refuseLoss(Plan plan, boolean accepted) {
        Acceptance.refuseLoss(plan, accepted, "db-migrations up --allow-data-loss");
    }

    /**
     * @param applied whether the migration was so before this call
     */
    private void take(Plan plan, RunOutcome outcome, boolean applied) {
        strategy = strategy.or(plan.strategy());
        switch (outcome.ending()) {
            case COMPLETED -> {
                if (!applied) {
                    finished.add(plan.migration());
                }
            }
            case WAITING_AT_GATE -> waits(plan, outcome, applied);
            case ABORTED ->
                throw MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-6202",
                        plan.migration().label() + " was aborted",
                        Fact.at(plan.migration().path()),
                        Fact.why(outcome.state().standing().request().reason()),
                        Fact.state("what was done is recorded; old and new shape are both there and in step"),
                        Fact.next(
                                "db-migrations down (to take it back) or db-migrations resume, then db-migrations up"));
        }
    }

    private void waits(Plan plan, RunOutcome outcome, boolean applied) {
        held.addAll(plan.basis().tables());
        Phase phase = plan.phases().get(outcome.state().standing().waitingAt().orElse(0));
        if (phase.kind() == Phase.Kind.RETIRE) {
            notes.add(plan.migration().label() + " is applied; " + phase.gate());
            if (!applied) {
                finished.add(plan.migration());
            }
            return;
        }
        waiting = waiting.or(() -> Optional.of(new Waiting(plan.migration(), phase.gate())));
    }

    private static MigrationException revertible(Migration.Id id) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-6204",
                id.label() + " is applied, and its former table is kept in step for the way back",
                Fact.at(id.path()),
                Fact.why("no gate is closed; only the revert window is not over"),
                Fact.state("nothing was changed"),
                Fact.next("db-migrations complete --now (to end the window and drop the former table), or nothing"));
    }

    private Outcome outcome(int stillPending) {
        return new Outcome(
                finished,
                stillPending,
                strategy,
                waiting,
                notes.stream().distinct().toList());
    }
}
