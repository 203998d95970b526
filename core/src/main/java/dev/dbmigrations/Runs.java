package dev.dbmigrations;

import dev.dbmigrations.Overview.Count;
import dev.dbmigrations.Overview.InFlight;
import dev.dbmigrations.Overview.Rows;
import dev.dbmigrations.Overview.Stage;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RowProgress;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs that have been begun and not finished, as the journal shows them. */
final class Runs {

    private Runs() {}

    static InFlight inFlight(Workbench bench, Journal journal, String run, boolean somebodyWorks) {
        List<Recorded> events = journal.read(bench.session(), run);
        RunState state = RunState.of(run, events.stream().map(Recorded::event).toList());
        Plan plan = state.start().map(Event.RunStarted::plan).orElseThrow();
        List<Step> steps = plan.steps().toList();
        int done = (int) steps.stream().filter(state::isDone).count();
        Optional<Step> current = steps.stream().filter(s -> !state.isDone(s)).findFirst();
        Instant since = events.isEmpty() ? Instant.EPOCH : events.getFirst().at();
        return new InFlight(
                plan.migration(),
                run,
                plan.strategy(),
                stage(state, somebodyWorks),
                new Count(done, steps.size()),
                words(state, plan, current, somebodyWorks),
                current.flatMap(s -> rows(state, s)),
                since);
    }

    private static Optional<Rows> rows(RunState state, Step step) {
        RowProgress progress = state.rows().get(step.facts().id());
        return progress == null
                ? Optional.empty()
                : progress.extent().map(e -> new Rows(progress.rows(), e.estimatedRows()));
    }

    private static Stage stage(RunState state, boolean somebodyWorks) {
        Standing standing = state.standing();
        if (standing.stage() == Standing.Stage.ROLLING_BACK) {
            return Stage.ROLLING_BACK;
        }
        if (standing.waitingAt().isPresent()) {
            return Stage.WAITING_AT_GATE;
        }
        if (standing.request().wish() == Standing.Wish.PAUSE) {
            return Stage.PAUSED;
        }
        if (state.steps().failure().isPresent()) {
            return Stage.FAILED;
        }
        return somebodyWorks ? Stage.RUNNING : Stage.INTERRUPTED;
    }

    private static String words(RunState state, Plan plan, Optional<Step> current, boolean somebodyWorks) {
        Standing standing = state.standing();
        if (standing.waitingAt().isPresent()) {
            return plan.phases().get(standing.waitingAt().getAsInt()).gate();
        }
        if (state.steps().failure().isPresent()) {
            return state.steps().failure().get().message();
        }
        List<String> lines = new ArrayList<>();
        lines.add(current.map(s -> s.facts().title()).orElse("nothing is left to do"));
        if (standing.request().wish() == Standing.Wish.PAUSE) {
            lines.add("paused: " + standing.request().reason());
        } else if (somebodyWorks && !standing.speed().heldBecause().isEmpty()) {
            lines.add("held back: " + standing.speed().heldBecause());
        }
        if (!standing.speed().guidance().isNone()) {
            lines.add("asked meanwhile: " + wished(standing.speed().guidance()));
        }
        return String.join("\n", lines);
    }

    private static String wished(Guidance guidance) {
        List<String> wishes = new ArrayList<>();
        guidance.pace().ifPresent(pace -> wishes.add("pace " + pace.word()));
        guidance.workers().ifPresent(count -> wishes.add(InWords.count(count, "worker")));
        guidance.maxLag()
                .ifPresent(lag -> wishes.add(
                        lag.isZero()
                                ? "to look at no replica"
                                : "replicas at most " + lag.toMillis() / 1000.0 + " s behind"));
        return String.join(", ", wishes);
    }
}
