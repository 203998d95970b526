package dev.dbmigrations.report;

import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.document.Xml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * For how long clients would stand still at a time, migration by migration: run as written, and run by the plan. Each step of the scale is
 * ten times the one before.
 */
final class LockChart {
    private static final int WIDTH = 960;
    private static final int LABELS = 330;
    private static final int ROW = 26;
    private static final int WORDS = 190;
    private static final double LEAST_MILLIS = 1;
    private static final double MOST_MILLIS = 24 * 3_600_000.0;

    private final StringBuilder svg = new StringBuilder();
    private int y = 4;

    private LockChart() {}

    /** A wait at a time, and who waits. */
    private record Wait(Duration most, Blocks who, boolean known) {}

    /** Empty where nobody would wait in any way. */
    static Optional<String> of(AnalysisReport report) {
        LockChart chart = new LockChart();
        report.entries().forEach(chart::entry);
        if (chart.svg.isEmpty()) {
            return Optional.empty();
        }
        int height = chart.y + 4;
        return Optional.of(
                "<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH + "\" height=\"" + height
                        + "\" role=\"img\" aria-label=\"how long clients wait\" xmlns=\"http://www.w3.org/2000/svg\">\n"
                        + chart.svg + "</svg>");
    }

    private void entry(Entry entry) {
        List<Wait> asWritten = new ArrayList<>();
        for (StatementAnalysis one : entry.analysis().statements()) {
            worst(one)
                    .filter(who -> who.compareTo(Blocks.WRITES) >= 0)
                    .ifPresent(who -> asWritten.add(new Wait(one.time().high(), who, isKnown(one))));
        }
        if (asWritten.isEmpty()) {
            return;
        }
        String label = (entry.label() + " " + entry.analysis().migration().id().description()).strip();
        bar(label + ", as written", longest(asWritten));
        entry.plan().map(LockChart::planned).ifPresent(wait -> bar("by the plan", wait));
        y += 8;
    }

    private static boolean isKnown(StatementAnalysis one) {
        return one.table().isPresent() || one.impact().work() == Work.METADATA;
    }

    private static Optional<Blocks> worst(StatementAnalysis one) {
        return one.impact().locks().stream().map(l -> l.blocks()).max(Blocks::compareTo);
    }

    private static Wait longest(List<Wait> waits) {
        Duration most = waits.stream().map(Wait::most).max(Duration::compareTo).orElse(Duration.ZERO);
        Blocks who = waits.stream().map(Wait::who).max(Blocks::compareTo).orElse(Blocks.NOTHING);
        return new Wait(most, who, waits.stream().allMatch(Wait::known));
    }

    /** A step gives up its lock in time, so that nobody waits for longer than that and the work behind it. */
    private static Wait planned(Plan plan) {
        List<Wait> waits = new ArrayList<>();
        plan.steps()
                .forEach(step -> step.facts().impact().locks().stream()
                        .map(l -> l.blocks())
                        .max(Blocks::compareTo)
                        .filter(who -> who.compareTo(Blocks.WRITES) >= 0)
                        .ifPresent(who -> {
                            Budget budget = step.facts().budget();
                            waits.add(new Wait(budget.lockWait().plus(budget.expected()), who, true));
                        }));
        return waits.isEmpty() ? new Wait(Duration.ZERO, Blocks.NOTHING, true) : longest(waits);
    }

    private void bar(String label, Wait wait) {
        boolean none = wait.who() == Blocks.NOTHING;
        double share = wait.known() ? share(wait.most()) : 1;
        double width = none ? 4 : Math.max(4, share * (WIDTH - LABELS - WORDS));
        words(0, label.length() <= 48 ? label : label.substring(0, 47) + "…");
        line("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"2\"/>"
                .formatted(tone(wait), LABELS, y + 5, String.format(Locale.ROOT, "%.1f", width), ROW - 10));
        words(LABELS + (int) Math.round(width) + 8, said(wait));
        y += ROW;
    }

    private static String said(Wait wait) {
        if (wait.who() == Blocks.NOTHING) {
            return "nobody waits";
        }
        String time = wait.known()
                ? "up to "
                        + new DurationEstimate(wait.most(), wait.most()).words().replace("about ", "")
                : "as long as that takes";
        return time.replace("up to less than", "less than") + ": " + wait.who().words();
    }

    private static String tone(Wait wait) {
        boolean brief = wait.known() && wait.most().compareTo(Duration.ofSeconds(1)) <= 0;
        if (wait.who() == Blocks.NOTHING) {
            return "good";
        }
        return brief ? "plain" : wait.who() == Blocks.READS_AND_WRITES ? "bad" : "warning";
    }

    private static double share(Duration most) {
        double millis = Math.min(MOST_MILLIS, Math.max(LEAST_MILLIS, (double) most.toMillis()));
        return Math.log(millis / LEAST_MILLIS) / Math.log(MOST_MILLIS / LEAST_MILLIS);
    }

    private void words(int at, String text) {
        line("<text x=\"%d\" y=\"%d\">%s</text>".formatted(at, y + 17, Xml.text(text)));
    }

    private void line(String element) {
        svg.append(element).append('\n');
    }
}
