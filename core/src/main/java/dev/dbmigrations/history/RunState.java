package dev.dbmigrations.history;

import dev.dbmigrations.history.Standing.Request;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.history.Standing.Wish;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run stands: the fold of its events. Two processes that read the same journal hold equal states.
 *
 * @param run its name in the journal
 * @param start with the plan, once it has started
 * @param steps what has been done
 * @param rows by row step
 * @param standing stage, gates and the wishes of others
 */
public record RunState(
        String run, Optional<Event.RunStarted> start, Steps steps, Map<String, RowProgress> rows, Standing standing) {

    /**
     * @param started begun at least once, and not undone since
     * @param done finished, and not undone since
     * @param undone taken back
     * @param failure the latest, until the step is begun again or done
     */
    public record Steps(Set<String> started, Set<String> done, Set<String> undone, Optional<Event.StepFailed> failure) {
        static final Steps NONE = new Steps(Set.of(), Set.of(), Set.of(), Optional.empty());

        public Steps {
            started = Set.copyOf(started);
            done = Set.copyOf(done);
            undone = Set.copyOf(undone);
        }

        private Steps begun(String step) {
            return new Steps(with(started, step), done, without(undone, step), Optional.empty());
        }

        private Steps finished(String step) {
            return new Steps(with(started, step), with(done, step), without(undone, step), Optional.empty());
        }

        private Steps takenBack(String step) {
            return new Steps(without(started, step), without(done, step), with(undone, step), Optional.empty());
        }

        private Steps failed(Event.StepFailed event) {
            return new Steps(started, done, undone, Optional.of(event));
        }

        private static Set<String> with(Set<String> steps, String step) {
            Set<String> more = new HashSet<>(steps);
            more.add(step);
            return more;
        }

        private static Set<String> without(Set<String> steps, String step) {
            Set<String> fewer = new HashSet<>(steps);
            fewer.remove(step);
            return fewer;
        }
    }

    public RunState {
        rows = Map.copyOf(rows);
    }

    /** A run of which nothing is recorded. */
    public static RunState none(String run) {
        return new RunState(run, Optional.empty(), Steps.NONE, Map.of(), Standing.NEW);
    }

    public static RunState of(String run, List<Event> events) {
        RunState state = none(run);
        for (Event event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** The state when this has happened too. */
    public RunState after(Event event) {
        return switch (event) {
            case Event.RunStarted e -> new RunState(run, Optional.of(e), steps, rows, standing.at(Stage.RUNNING));
            case Event.StepStarted e -> with(steps.begun(e.step()));
            case Event.StepDone e -> with(steps.finished(e.step())).with(standing.held(""));
            case Event.StepFailed e -> with(steps.failed(e));
            case Event.LockWaited ignored -> this;
            case Event.StepUndone e -> withoutRows(e.step()).with(steps.takenBack(e.step()));
            case Event.ExtentFixed e -> with(e.step(), rows(e.step()).with(e));
            case Event.BatchDone e -> with(e.step(), rows(e.step()).with(e));
            case Event.RowsDiffered e -> withoutRows(e.step());
            case Event.GateReached e -> with(standing.waitingBefore(e.phase()));
            case Event.GateOpened e -> with(standing.opened(e.phase()));
            case Event.PauseRequested e -> with(standing.asked(new Request(Wish.PAUSE, e.reason())));
            case Event.AbortRequested e -> with(standing.asked(new Request(Wish.ABORT, e.reason())));
            case Event.ThrottleRequested e -> with(standing.guided(e.wish()));
            case Event.Held e -> with(standing.held(e.reason()));
            case Event.ResumeRequested e -> with(standing.asked(Request.NONE));
            case Event.RollbackStarted e -> with(standing.at(Stage.ROLLING_BACK));
            case Event.RunRolledBack e -> with(standing.at(Stage.ROLLED_BACK));
            case Event.RunCompleted e -> with(standing.at(Stage.COMPLETED));
        };
    }

    /** The plan that is carried out; only once the run has started. */
    public Plan plan() {
        return start.orElseThrow().plan();
    }

    public boolean isDone(Step step) {
        return steps.done().contains(step.facts().id());
    }

    /** Whether something of the step may have happened: begun outside a transaction, or rows moved. */
    public boolean isBegun(Step step) {
        String id = step.facts().id();
        return steps.started().contains(id) || !rows(id).done().isEmpty();
    }

    /** How far the rows of that step have come. */
    public RowProgress rows(String step) {
        return rows.getOrDefault(step, RowProgress.NONE);
    }

    /** The first step in the plan's order that is not done. */
    public Optional<Step> next() {
        return start.flatMap(s -> s.plan().steps().filter(step -> !isDone(step)).findFirst());
    }

    private RunState with(Steps changed) {
        return new RunState(run, start, changed, rows, standing);
    }

    private RunState with(Standing changed) {
        return new RunState(run, start, steps, rows, changed);
    }

    private RunState with(String step, RowProgress progress) {
        Map<String, RowProgress> changed = new HashMap<>(rows);
        changed.put(step, progress);
        return new RunState(run, start, steps, changed, standing);
    }

    private RunState withoutRows(String step) {
        Map<String, RowProgress> changed = new HashMap<>(rows);
        changed.remove(step);
        return new RunState(run, start, steps, changed, standing);
    }
}
