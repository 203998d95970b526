package dev.dbmigrations.report;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.Cost;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.report.document.Block;
import dev.dbmigrations.report.document.Document.Section;
import dev.dbmigrations.report.document.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The sections that a plan fills. */
final class PlanSections {
    private PlanSections() {}

    /** The ways there were, and what each would cost. */
    static List<Block> alternatives(Plan plan) {
        List<Block> blocks = new ArrayList<>();
        for (Choice choice : plan.choices()) {
            blocks.add(new Block.Paragraph(Line.of("The ways for " + choice.table() + " ("
                    + InWords.rows(choice.size().rows()) + ", "
                    + InWords.bytes(choice.size().bytes() + choice.size().indexBytes()) + ")"
                    + choice.free()
                            .map(free -> ", with " + InWords.bytes(free) + " of disk free")
                            .orElse("")
                    + ":")));
            List<List<Line>> rows = new ArrayList<>();
            for (Cost cost : choice.costs()) {
                boolean taken = cost.strategy() == choice.chosen();
                Line name = taken
                        ? Line.strong(cost.strategy().word()).and(", taken")
                        : Line.of(cost.strategy().word());
                rows.add(List.of(name, Line.of(CostText.of(cost))));
            }
            blocks.add(new Block.Grid(List.of("strategy", "cost"), rows));
        }
        return blocks;
    }

    static Section plan(Plan plan) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Picture(Timeline.of(plan), Timeline.CAPTION));
        for (Phase phase : plan.phases()) {
            if (phase.isGated()) {
                blocks.add(new Block.Notice(
                        Block.Tone.WARNING,
                        Line.strong("gate: " + phase.gate()),
                        "",
                        List.of(Line.code("db-migrations complete").and(" opens it"))));
            }
            List<List<Line>> rows =
                    phase.steps().stream().map(PlanSections::row).toList();
            blocks.add(new Block.Grid(List.of(phase.kind().word(), "lock", "time", "undone by"), rows));
            blocks.add(new Block.Code("sql", sql(phase)));
        }
        return new Section(
                "The plan: " + plan.strategy().word() + ", "
                        + InWords.count(plan.steps().count(), "step"),
                blocks);
    }

    private static List<Line> row(Step step) {
        String locks =
                step.facts().impact().locks().stream().map(StepText::lock).collect(Collectors.joining("\n"));
        return List.of(
                Line.of(step.facts().title()),
                Line.of(locks.isEmpty() ? "none that anybody waits for" : locks),
                Line.of(expected(step)),
                Line.of(StepText.undo(step.facts().undo())));
    }

    private static String expected(Step step) {
        String words = step.facts().budget().range().wordsWithBasis();
        Duration wait = step.facts().budget().lockWait();
        return wait.isZero() ? words : words + "; gives up its lock after " + wait.toMillis() + " ms, and tries again";
    }

    private static String sql(Phase phase) {
        return phase.steps().stream()
                .map(step -> "-- " + step.facts().title().replace("\n", " ") + "\n"
                        + StepText.statements(step).stream().map(s -> s + ";").collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    static Section checks(Plan plan) {
        List<Block> blocks = new ArrayList<>();
        for (DataCheck check : plan.checks()) {
            blocks.add(
                    new Block.Paragraph(Line.of("Before the first step there must be no " + check.condition() + ":")));
            blocks.add(new Block.Code("sql", check.countSql() + ";"));
            blocks.add(new Block.Paragraph(Line.of("If there is one: ").andCode(check.repair())));
        }
        plan.steps()
                .filter(s -> s instanceof Step.Prove || s instanceof Step.CompareTables)
                .forEach(s -> blocks.add(new Block.Paragraph(
                        Line.of("On the way: " + s.facts().title() + "; nothing goes on before it holds."))));
        return new Section("Data checks", blocks);
    }

    static Section rollback(Plan plan) {
        List<Block> blocks = new ArrayList<>();
        if (plan.isGated()) {
            blocks.add(new Block.Paragraph(Line.of("Until the gate is opened, ")
                    .andCode("db-migrations down")
                    .and(" takes everything back and loses nothing.")));
        }
        switch (plan.outcome().wayBack()) {
            case WayBack.Derived derived -> {
                blocks.add(new Block.Paragraph(Line.of(
                        derived.statements().isEmpty()
                                ? "When it is complete, there is nothing to undo."
                                : "When it is complete, it is undone by statements that are planned like any other:")));
                if (!derived.statements().isEmpty()) {
                    blocks.add(new Block.Code(
                            "sql",
                            derived.statements().stream().map(s -> s + ";").collect(Collectors.joining("\n"))));
                }
                blocks.add(new Block.Items(derived.loses().stream()
                        .map(lost -> Line.of("which loses " + lost))
                        .toList()));
            }
            case WayBack.Written ignored ->
                blocks.add(new Block.Paragraph(Line.of("When it is complete, it is undone by its undo file.")));
            case WayBack.None none ->
                blocks.add(new Block.Notice(
                        Block.Tone.BAD,
                        Line.of("When it is complete, it cannot be undone"),
                        "",
                        none.because().stream().map(Line::of).toList()));
        }
        if (!plan.outcome().destroys().isEmpty()) {
            blocks.add(new Block.Notice(
                    Block.Tone.BAD,
                    Line.of("Data that goes for good"),
                    "",
                    plan.outcome().destroys().stream().map(Line::of).toList()));
        }
        blocks.add(new Block.Items(plan.outcome().notes().stream().map(Line::of).toList()));
        return new Section(
                "Rollback", blocks.stream().filter(PlanSections::saysSomething).toList());
    }

    private static boolean saysSomething(Block block) {
        return !(block instanceof Block.Items items) || !items.items().isEmpty();
    }

    /**
     * Something that can be set.
     *
     * @param text as it is typed
     * @param effect what it does
     */
    record Setting(String text, String effect) {}

    /** What can be set to be faster, or gentler. */
    static List<Setting> settings(Plan plan) {
        List<Setting> all = new ArrayList<>();
        plan.steps()
                .map(s -> s.facts().budget().lockWait())
                .filter(w -> !w.isZero())
                .findFirst()
                .ifPresent(wait -> all.add(new Setting(
                        "lock-timeout = \"" + wait.toMillis() + "ms\"",
                        "how long a step, and so everybody behind it, waits for its lock")));
        if (plan.steps().anyMatch(Step.MoveRows.class::isInstance)) {
            for (Pace pace : Pace.values()) {
                all.add(new Setting("pace = \"" + pace.word() + "\"", pace.trade()));
            }
            all.add(new Setting("max-replica-lag = \"5s\"", "rows wait while a replica is further behind"));
            all.add(new Setting("db-migrations throttle", "changes pace and limits while it runs, from any terminal"));
        }
        return all;
    }

    static Section settingsSection(Plan plan) {
        List<List<Line>> rows = settings(plan).stream()
                .map(setting -> List.of(Line.code(setting.text()), Line.of(setting.effect())))
                .toList();
        return new Section(
                "Performance settings",
                rows.isEmpty() ? List.of() : List.of(new Block.Grid(List.of("setting", "what it does"), rows)));
    }
}
