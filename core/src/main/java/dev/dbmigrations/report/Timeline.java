package dev.dbmigrations.report;

import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.report.document.Xml;
import java.time.Duration;
import java.util.Locale;

/**
 * The steps of a plan as bars one below the other, phase by phase: each as long as it is expected to take, but never too short to be seen,
 * and in the colour of those it keeps waiting.
 */
final class Timeline {
    static final String CAPTION =
            "The steps in time, long ones drawn shorter than they are. Red keeps readers and writers waiting"
                    + " for its moment, orange writers, blue other schema changes, green nobody.";

    private static final int WIDTH = 960;
    private static final int LABELS = 470;
    private static final int ROW = 24;
    private static final double LEAST = 6;
    /** Behind the last bar its duration is written. */
    private static final int WORDS = 112;

    private final StringBuilder svg = new StringBuilder();
    private final double perUnit;
    private int y = 4;
    private double x = LABELS;

    private Timeline(double units) {
        this.perUnit = (WIDTH - LABELS - WORDS) / Math.max(units, 1e-9);
    }

    static String of(Plan plan) {
        double units = plan.steps().mapToDouble(Timeline::units).sum();
        Timeline timeline = new Timeline(units);
        plan.phases().forEach(timeline::phase);
        int height = timeline.y + 4;
        return "<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" role=\"img\" aria-label=\"the steps in time\" xmlns=\"http://www.w3.org/2000/svg\">\n"
                + timeline.svg + "</svg>";
    }

    /** The square root keeps a step of a second visible beside one of an hour. */
    private static double units(Step step) {
        double millis = (double) step.facts().budget().expected().toMillis();
        return Math.sqrt(Math.max(1, millis));
    }

    private void phase(Phase phase) {
        if (phase.isGated()) {
            line("<line class=\"gate\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
                    .formatted(y + ROW / 2, WIDTH, y + ROW / 2));
            String gate = "gate: " + phase.gate();
            line("<rect fill=\"var(--paper)\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                    .formatted(y, 8 + gate.length() * 7, ROW));
            words(0, gate, "");
            y += ROW;
        }
        int height = ROW * (phase.steps().size() + 1);
        line("<rect class=\"band\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>".formatted(y, WIDTH, height));
        words(8, phase.kind().word(), "soft");
        y += ROW;
        phase.steps().forEach(this::step);
        y += 6;
    }

    private void step(Step step) {
        double width = Math.max(LEAST, units(step) * perUnit);
        x = Math.min(x, WIDTH - WORDS - width);
        Duration expected = step.facts().budget().expected();
        words(20, shortened(step.facts().title()), "");
        line("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"2\"><title>%s</title></rect>"
                .formatted(
                        tone(step),
                        number(x),
                        y + 5,
                        number(width),
                        ROW - 10,
                        Xml.text(step.facts().title())));
        words((int) Math.round(x + width) + 6, new DurationEstimate(expected, expected).words(), "soft");
        x += width;
        y += ROW;
    }

    private static String shortened(String title) {
        int most = 64;
        return title.length() <= most ? title : title.substring(0, most - 1) + "…";
    }

    private static String tone(Step step) {
        Blocks worst = step.facts().impact().locks().stream()
                .map(l -> l.blocks())
                .max(Blocks::compareTo)
                .orElse(Blocks.NOTHING);
        return switch (worst) {
            case READS_AND_WRITES -> "bad";
            case WRITES -> "warning";
            case SCHEMA_CHANGES -> "plain";
            case NOTHING -> "good";
        };
    }

    private void words(int at, String text, String look) {
        line("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(look, at, y + 16, Xml.text(text)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void line(String element) {
        svg.append(element).append('\n');
    }
}
