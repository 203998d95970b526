package dev.dbmigrations.report;

import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.report.document.HtmlPage;
import dev.dbmigrations.report.document.MarkdownText;
import dev.dbmigrations.report.document.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run, as the journal has it.
 *
 * @param server the server and its version
 * @param run its name in the journal
 * @param events all of it, in order
 */
public record RunReport(String server, String run, List<Recorded> events) {
    public RunReport {
        events = List.copyOf(events);
    }

    /** How it stands, or ended. */
    public enum Outcome {
        APPLIED("applied"),
        TAKEN_BACK("taken back: the database is as before"),
        UNAPPLIED("carried out: the migration it takes back is no longer applied"),
        WAITS("waits at its gate"),
        FAILED("stopped at a step that failed"),
        BEING_TAKEN_BACK("is being taken back, and not at its end"),
        PAUSED("is paused"),
        OPEN("was begun, and is not at its end");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Whether somebody has to see to it. */
        boolean isBad() {
            return this == FAILED || this == BEING_TAKEN_BACK;
        }
    }

    public RunState state() {
        return RunState.of(run, events.stream().map(Recorded::event).toList());
    }

    public Plan plan() {
        return state().plan();
    }

    public Outcome outcome() {
        RunState state = state();
        Standing standing = state.standing();
        boolean takesBack = state.start()
                .filter(s -> s.purpose() == Event.Purpose.TAKE_BACK)
                .isPresent();
        return switch (standing.stage()) {
            case COMPLETED -> takesBack ? Outcome.UNAPPLIED : Outcome.APPLIED;
            case ROLLED_BACK -> Outcome.TAKEN_BACK;
            case ROLLING_BACK -> Outcome.BEING_TAKEN_BACK;
            case NOT_STARTED, RUNNING -> open(state);
        };
    }

    private static Outcome open(RunState state) {
        if (state.standing().waitingAt().isPresent()) {
            return Outcome.WAITS;
        }
        if (state.steps().failure().isPresent()) {
            return Outcome.FAILED;
        }
        return state.standing().request().wish() == Standing.Wish.PAUSE ? Outcome.PAUSED : Outcome.OPEN;
    }

    public Instant started() {
        return events.isEmpty() ? Instant.EPOCH : events.getFirst().at();
    }

    /** When the last thing happened. */
    public Instant latest() {
        return events.isEmpty() ? Instant.EPOCH : events.getLast().at();
    }

    /** Without the time at gates: what its steps took. */
    public Duration worked() {
        return Duration.ofMillis(
                steps().values().stream().mapToLong(StepHistory::milliseconds).sum());
    }

    /** What happened in each step of the plan, in its order. */
    Map<Step, StepHistory> steps() {
        Map<Step, StepHistory> all = new LinkedHashMap<>();
        plan().steps().forEach(step -> all.put(step, StepHistory.of(step.facts().id(), events)));
        return all;
    }

    /**
     * As a text that ends with a newline.
     *
     * @throws IllegalArgumentException for a form that tells no runs
     */
    public String in(ReportFormat format) {
        return switch (format) {
            case TEXT -> PlainText.of(RunDocument.of(this));
            case MARKDOWN -> MarkdownText.of(RunDocument.of(this));
            case HTML -> HtmlPage.of(RunDocument.of(this));
            case JSON -> RunJson.tree(this).toPrettyString() + "\n";
            case SARIF, GITHUB, GITLAB, JUNIT -> throw new IllegalArgumentException(format + " is for findings");
        };
    }
}
