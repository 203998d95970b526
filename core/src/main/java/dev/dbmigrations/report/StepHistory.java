package dev.dbmigrations.report;

import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the journal tells of one step: the fold of its events. */
final class StepHistory {
    private Optional<Instant> done = Optional.empty();
    private long milliseconds;
    private long rows;
    private int batches;
    private int differences;
    private int attempts;
    private long waited;
    private boolean undone;
    private final Set<String> blockers = new LinkedHashSet<>();
    private final List<Event.StepFailed> failures = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    /**
     * Rows waited, or moved slower.
     *
     * @param lasted until something else was told; empty where that never was
     */
    record Hold(Instant since, String reason, Optional<Duration> lasted) {}

    private StepHistory() {}

    static StepHistory of(String step, List<Recorded> events) {
        StepHistory history = new StepHistory();
        events.forEach(recorded -> history.after(step, recorded));
        return history;
    }

    private void after(String step, Recorded recorded) {
        Event event = recorded.event();
        if (event instanceof Event.StepDone e && e.step().equals(step)) {
            endHold(recorded.at());
            done = Optional.of(recorded.at());
            milliseconds += e.milliseconds();
            undone = false;
        } else if (event instanceof Event.BatchDone e && e.step().equals(step)) {
            rows += e.rows();
            batches++;
        } else if (event instanceof Event.RowsDiffered e && e.step().equals(step)) {
            differences++;
        } else if (event instanceof Event.LockWaited e && e.step().equals(step)) {
            attempts += e.attempts();
            waited += e.milliseconds();
            blockers.addAll(e.blockers());
        } else if (event instanceof Event.StepFailed e && e.step().equals(step)) {
            endHold(recorded.at());
            failures.add(e);
        } else if (event instanceof Event.StepUndone e && e.step().equals(step)) {
            undone = true;
            done = Optional.empty();
        } else if (event instanceof Event.Held e && e.step().equals(step)) {
            endHold(recorded.at());
            if (!e.reason().isEmpty()) {
                holds.add(new Hold(recorded.at(), e.reason(), Optional.empty()));
            }
        }
    }

    private void endHold(Instant at) {
        if (!holds.isEmpty() && holds.getLast().lasted().isEmpty()) {
            Hold last = holds.removeLast();
            holds.add(new Hold(last.since(), last.reason(), Optional.of(Duration.between(last.since(), at))));
        }
    }

    /** In one word or two. */
    String standing() {
        if (undone) {
            return "undone";
        }
        if (done.isPresent()) {
            return "done";
        }
        return failures.isEmpty() ? batches > 0 ? "begun" : "not begun" : "failed";
    }

    Optional<Instant> done() {
        return done;
    }

    long milliseconds() {
        return milliseconds;
    }

    long rows() {
        return rows;
    }

    int batches() {
        return batches;
    }

    /** How often rows had to be written again. */
    int differences() {
        return differences;
    }

    /** How often a lock was asked for in vain. */
    int attempts() {
        return attempts;
    }

    long waited() {
        return waited;
    }

    List<String> blockers() {
        return List.copyOf(blockers);
    }

    List<Event.StepFailed> failures() {
        return List.copyOf(failures);
    }

    List<Hold> holds() {
        return List.copyOf(holds);
    }
}
