package dev.dbmigrations.report;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.Cost;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.WayBack;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as text for people: what is done in which phase, what it locks, how long it takes, and how it is undone. */
public final class PlanReport {
    private final StringBuilder out = new StringBuilder();

    private PlanReport() {}

    /**
     * @param pace at which rows would move
     */
    public static String of(Plan plan, Pace pace) {
        PlanReport report = new PlanReport();
        report.heading(plan);
        plan.choices().forEach(report::choice);
        plan.phases().forEach(report::phase);
        report.ending(plan);
        if (plan.steps().anyMatch(Step.MoveRows.class::isInstance)) {
            report.pace(pace);
        }
        return report.out.toString();
    }

    private void heading(Plan plan) {
        long steps = plan.steps().count();
        line(
                0,
                "plan of " + plan.migration().label() + " on " + plan.basis().server() + ": "
                        + plan.strategy().word() + ", " + InWords.count(steps, "step"));
        line(0, plan.migration().path());
        if (!plan.checks().isEmpty()) {
            line(0, "");
            line(0, "before the first step there must be no");
            plan.checks().forEach(this::check);
        }
        if (!plan.afterwards().isEmpty()) {
            line(0, "");
            line(0, "before a gate and behind the last step there must be no");
            plan.afterwards().forEach(this::check);
        }
    }

    private void check(DataCheck check) {
        line(2, check.condition());
        check.manner().preparation().forEach(sql -> fact("with", sql));
        fact("asked by", check.countSql());
        fact("mended by", check.repair());
    }

    private void choice(Choice choice) {
        line(0, "");
        line(
                0,
                "what it would cost on " + choice.table() + " ("
                        + InWords.rows(choice.size().rows()) + ", "
                        + InWords.bytes(choice.size().bytes() + choice.size().indexBytes()) + ")"
                        + choice.free()
                                .map(free -> ", with " + InWords.bytes(free) + " of disk free")
                                .orElse(""));
        for (Cost cost : choice.costs()) {
            String mark = cost.strategy() == choice.chosen() ? "* " : "  ";
            line(0, mark + String.format(Locale.ROOT, "%-16s ", cost.strategy().word()) + CostText.of(cost));
        }
        line(2, choice.chosen().word() + " because " + choice.because() + "; another with --strategy");
    }

    private void phase(Phase phase) {
        line(0, "");
        if (phase.isGated()) {
            line(0, "gate: " + phase.gate());
            line(2, "db-migrations complete opens it");
            line(0, "");
        }
        line(0, phase.kind().word());
        phase.steps().forEach(this::step);
    }

    private void step(Step step) {
        line(0, "");
        line(2, step.facts().id() + "   " + step.facts().title());
        StepText.statements(step).forEach(sql -> line(4, sql + ";"));
        if (step instanceof Step.MoveRows move) {
            fact("batches", "along " + StepText.along(move.work()) + ", each in a transaction of its own");
        }
        if (step instanceof Step.CompareTables compare) {
            fact("compared", StepText.compared(compare.pair()));
        }
        String locks =
                step.facts().impact().locks().stream().map(StepText::lock).collect(Collectors.joining("\n"));
        fact("lock", locks.isEmpty() ? "none that anybody waits for" : locks);
        fact("time", time(step.facts().budget()));
        fact("undo", StepText.undo(step.facts().undo()));
        fact("done if", StepText.done(step.facts().done()));
        fact("from", step.facts().origin());
    }

    private static String time(Budget budget) {
        String work = "works for " + budget.range().wordsWithBasis();
        if (budget.lockWait().isZero()) {
            return work;
        }
        return "waits for its lock for at most " + seconds(budget.lockWait()) + ", then gives up and tries again; "
                + work;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3).replace(".0 s", " s");
    }

    private void ending(Plan plan) {
        line(0, "");
        line(0, "when it is complete it is undone by");
        switch (plan.outcome().wayBack()) {
            case WayBack.Derived derived -> {
                derived.statements().forEach(sql -> line(2, sql + ";"));
                derived.loses().forEach(lost -> line(2, "which loses " + lost));
            }
            case WayBack.Written written -> line(2, "its undo file");
            case WayBack.None none -> none.because().forEach(why -> line(2, "nothing: " + why));
        }
        listed("data that goes for good", plan.outcome().destroys());
        listed("notes", plan.outcome().notes());
    }

    private void pace(Pace pace) {
        line(0, "");
        line(0, "pace " + pace.word());
        line(2, pace.trade());
        String others = Arrays.stream(Pace.values())
                .filter(other -> other != pace)
                .map(Pace::word)
                .collect(Collectors.joining(" or "));
        line(2, "another with --pace " + others + ", or `throttle` meanwhile");
    }

    private void listed(String heading, List<String> items) {
        if (!items.isEmpty()) {
            line(0, "");
            line(0, heading);
            items.forEach(item -> line(2, item));
        }
    }

    private void fact(String label, String text) {
        String padded = String.format(Locale.ROOT, "%-9s ", label);
        out.append("      ")
                .append(padded)
                .append(text.replace("\n", "\n                "))
                .append('\n');
    }

    private void line(int indent, String text) {
        out.append(text.isEmpty() ? "\n" : text.indent(indent));
    }
}
