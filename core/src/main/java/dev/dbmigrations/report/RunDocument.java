package dev.dbmigrations.report;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.report.document.Block;
import dev.dbmigrations.report.document.Block.Tone;
import dev.dbmigrations.report.document.Document;
import dev.dbmigrations.report.document.Document.Part;
import dev.dbmigrations.report.document.Document.Section;
import dev.dbmigrations.report.document.Line;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as a document. */
final class RunDocument {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RunReport report;
    private final Map<Step, StepHistory> steps;

    private RunDocument(RunReport report) {
        this.report = report;
        this.steps = report.steps();
    }

    static Document of(RunReport report) {
        return new RunDocument(report).document();
    }

    private Document document() {
        Plan plan = report.plan();
        String title = "run " + report.run() + " on " + report.server();
        List<Section> sections = List.of(steps(), waits(), failures(), checks(), others());
        String heading = (plan.migration().label() + " " + plan.migration().description()).strip() + ": "
                + plan.strategy().word() + ", " + InWords.count(steps.size(), "step");
        return new Document(
                title,
                lead(),
                List.of(new Part(
                        heading,
                        List.of(new Block.Paragraph(Line.code(plan.migration().path()))),
                        sections)));
    }

    private List<Block> lead() {
        RunReport.Outcome outcome = report.outcome();
        Tone tone = outcome.isBad() ? Tone.BAD : outcome == RunReport.Outcome.APPLIED ? Tone.GOOD : Tone.PLAIN;
        String who = report.events().isEmpty() ? "" : report.events().getFirst().who();
        List<Line> facts = new ArrayList<>();
        facts.add(Line.of("begun " + at(report.started()) + " by " + who));
        facts.add(Line.of("latest entry " + at(report.latest())));
        facts.add(Line.of("its steps took " + took(report.worked().toMillis())));
        return List.of(new Block.Notice(tone, Line.strong(outcome.words()), "", facts));
    }

    private Section steps() {
        List<List<Line>> rows = new ArrayList<>();
        steps.forEach((step, history) -> rows.add(List.of(
                Line.of(step.facts().title()),
                Line.of(history.standing()),
                Line.of(history.done().map(RunDocument::at).orElse("")),
                Line.of(history.done().isPresent() ? took(history.milliseconds()) : ""),
                Line.of(took(step.facts().budget().expected().toMillis())),
                Line.of(moved(step, history)))));
        return new Section(
                "Steps",
                List.of(new Block.Grid(List.of("step", "standing", "ended", "took", "expected", "rows"), rows)));
    }

    private static String moved(Step step, StepHistory history) {
        if (history.batches() == 0) {
            return "";
        }
        String what = step instanceof Step.CompareTables ? " compared" : "";
        String differed = history.differences() == 0
                ? ""
                : "; rows differed and were written again " + InWords.count(history.differences(), "time");
        return InWords.rows(history.rows()) + what + " in " + batches(history.batches()) + differed;
    }

    private static String batches(int count) {
        return InWords.number(count) + (count == 1 ? " batch" : " batches");
    }

    private Section waits() {
        List<Line> items = new ArrayList<>();
        steps.forEach((step, history) -> {
            if (history.attempts() > 0) {
                items.add(Line.of(step.facts().title() + ": no lock "
                        + InWords.count(history.attempts(), "time") + ", for " + took(history.waited())
                        + (history.blockers().isEmpty()
                                ? ""
                                : "; held by "
                                        + String.join("; ", history.blockers()).replace("\n", "; "))));
            }
            history.holds()
                    .forEach(hold -> items.add(Line.of(step.facts().title() + ": held back from " + at(hold.since())
                            + hold.lasted()
                                    .map(l -> " for " + took(l.toMillis()))
                                    .orElse("") + ", "
                            + hold.reason().replace("\n", "; "))));
        });
        return listed("What it waited for", items);
    }

    private Section failures() {
        List<Block> blocks = new ArrayList<>();
        steps.forEach((step, history) -> history.failures()
                .forEach(failure -> blocks.add(new Block.Notice(
                        Tone.BAD,
                        Line.code(failure.code()).and(" at: " + step.facts().title()),
                        failure.message(),
                        List.of()))));
        return new Section("Failures", blocks);
    }

    /** Before the first step the plan's checks have been asked; a run whose rows did not pass is not begun. */
    private Section checks() {
        List<Line> items = new ArrayList<>();
        report.plan().checks().forEach(c -> items.add(Line.of("before the first step: no " + c.condition())));
        steps.forEach((step, history) -> {
            if (step instanceof Step.Prove || step instanceof Step.CompareTables) {
                items.add(Line.of(step.facts().title() + ": "
                        + (history.standing().equals("done") ? "holds" : history.standing())));
            }
        });
        return listed("Checks", items);
    }

    private Section others() {
        List<Line> items = new ArrayList<>();
        for (Recorded recorded : report.events()) {
            String words = words(recorded.event());
            if (!words.isEmpty()) {
                items.add(Line.of(at(recorded.at()) + "  " + words + ", by " + recorded.who()));
            }
        }
        return listed("What people did", items);
    }

    private static String words(Event event) {
        return switch (event) {
            case Event.GateReached ignored -> "reached the gate";
            case Event.GateOpened ignored -> "opened the gate";
            case Event.PauseRequested e -> "paused: " + e.reason();
            case Event.ResumeRequested ignored -> "resumed";
            case Event.AbortRequested e -> "aborted: " + e.reason();
            case Event.ThrottleRequested ignored -> "asked for another speed";
            case Event.RollbackStarted e -> "began to take it back: " + e.reason();
            case Event.RunStarted ignored -> "";
            case Event.StepStarted ignored -> "";
            case Event.BatchDone ignored -> "";
            case Event.ExtentFixed ignored -> "";
            case Event.RowsDiffered ignored -> "";
            case Event.StepDone ignored -> "";
            case Event.StepFailed ignored -> "";
            case Event.LockWaited ignored -> "";
            case Event.Held ignored -> "";
            case Event.StepUndone ignored -> "";
            case Event.RunRolledBack ignored -> "";
            case Event.RunCompleted ignored -> "";
        };
    }

    private static Section listed(String heading, List<Line> items) {
        return new Section(heading, items.isEmpty() ? List.of() : List.of(new Block.Items(items)));
    }

    private static String at(Instant instant) {
        return TIME.format(instant);
    }

    /** As measured, unlike an estimate. */
    private static String took(long milliseconds) {
        if (milliseconds < 1_000) {
            return milliseconds + " ms";
        }
        if (milliseconds < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", milliseconds / 1e3);
        }
        long seconds = Math.round(milliseconds / 1e3);
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
}
