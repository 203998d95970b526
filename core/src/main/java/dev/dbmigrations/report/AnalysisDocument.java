package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.dialect.Watch;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.document.Block;
import dev.dbmigrations.report.document.Block.Tone;
import dev.dbmigrations.report.document.Document;
import dev.dbmigrations.report.document.Document.Part;
import dev.dbmigrations.report.document.Document.Section;
import dev.dbmigrations.report.document.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An analysis as a document with all its sections. */
final class AnalysisDocument {
    private final AnalysisReport report;

    private AnalysisDocument(AnalysisReport report) {
        this.report = report;
    }

    static Document of(AnalysisReport report) {
        return new AnalysisDocument(report).document();
    }

    private Document document() {
        List<Part> parts = new ArrayList<>();
        report.entries().forEach(entry -> parts.add(part(entry)));
        parts.add(new Part("Running it", List.of(), general()));
        String title = "Analysis of " + InWords.count(report.entries().size(), "migration") + " on " + report.server();
        return new Document(title, lead(), parts);
    }

    private List<Block> lead() {
        List<Block> blocks = new ArrayList<>();
        long errors = report.count(Severity.ERROR);
        long warnings = report.count(Severity.WARNING);
        String counts = InWords.count(errors, "error") + ", " + InWords.count(warnings, "warning");
        String verdict = errors > 0
                ? "Run as written, this would stop or break clients, or lose data: " + counts + "."
                : warnings > 0
                        ? "Run as written, this needs care: " + counts + "."
                        : "Run as written, this harms nobody for long.";
        blocks.add(new Block.Notice(
                errors > 0 ? Tone.BAD : warnings > 0 ? Tone.WARNING : Tone.GOOD,
                Line.strong(verdict),
                "",
                List.of(Line.of("Strongest strategy recommended: ")
                        .and(Line.strong(report.strategy().word())))));
        LockChart.of(report)
                .ifPresent(svg -> blocks.add(
                        new Block.Picture(svg, "How long clients stand still at a time: from milliseconds to a day.")));
        return blocks;
    }

    private Part part(Entry entry) {
        var id = entry.analysis().migration().id();
        List<Section> sections = new ArrayList<>();
        sections.add(changes(entry));
        sections.add(new Section(
                "Statement by statement",
                List.of(new StatementSection(report.basis().replication())
                        .of(entry.analysis().statements()))));
        sections.add(findings(entry));
        sections.add(strategy(entry));
        entry.plan().ifPresent(plan -> {
            sections.add(PlanSections.plan(plan));
            sections.add(PlanSections.checks(plan));
        });
        sections.add(actions(entry));
        entry.plan().ifPresent(plan -> {
            sections.add(PlanSections.rollback(plan));
            sections.add(PlanSections.settingsSection(plan));
        });
        Line lead = Line.code(id.path())
                .and(": " + TextReport.counts(entry.analysis()).replace("none", "no findings")
                        + ". Recommended strategy: ")
                .and(Line.strong(entry.recommendation().strategy().word()))
                .and(" (confidence " + entry.recommendation().confidence().word() + ").");
        return new Part((id.label() + " " + id.description()).strip(), List.of(new Block.Paragraph(lead)), sections);
    }

    private static Section changes(Entry entry) {
        List<List<Line>> rows = new ArrayList<>();
        ChangeText.byObject(entry.analysis().migration())
                .forEach(
                        (object, changes) -> rows.add(List.of(Line.code(object), Line.of(String.join("\n", changes)))));
        return new Section("What changes", List.of(new Block.Grid(List.of("object", "change"), rows)));
    }

    private static Section findings(Entry entry) {
        return new Section(
                "Findings",
                entry.analysis().findings().stream()
                        .sorted(Comparator.comparing(Finding::isActive)
                                .reversed()
                                .thenComparing(Finding::severity, Comparator.reverseOrder()))
                        .map(AnalysisDocument::finding)
                        .toList());
    }

    private static Block finding(Finding finding) {
        Line title = Line.strong(finding.severity().word() + (finding.isActive() ? "" : ", accepted"))
                .and(" ")
                .andCode(finding.rule())
                .and(", line " + finding.place().position().line());
        String reason = finding.waivedBecause();
        return new Block.Notice(
                tone(finding),
                title,
                FindingText.excerpt(finding),
                List.of(Line.of(reason == null ? "instead: " + finding.message().instead() : "accepted: " + reason)));
    }

    private static Tone tone(Finding finding) {
        if (!finding.isActive()) {
            return Tone.GOOD;
        }
        return switch (finding.severity()) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.PLAIN;
        };
    }

    private Section strategy(Entry entry) {
        Recommendation advice = entry.recommendation();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(Line.strong(advice.strategy().word())
                .and(", confidence " + advice.confidence().word() + ": "
                        + advice.confidence().meaning() + ".")));
        blocks.add(new Block.Items(advice.reasons().stream().map(Line::of).toList()));
        entry.plan().ifPresent(plan -> blocks.addAll(PlanSections.alternatives(plan)));
        return new Section("Recommended strategy", blocks);
    }

    private static Section actions(Entry entry) {
        List<Line> items = entry.actions().stream()
                .map(a -> Line.strong(a.priority().name())
                        .and(" " + a.priority().when() + ": " + a.what() + " (")
                        .andCode(a.place())
                        .and(", ")
                        .andCode(a.rule())
                        .and(")"))
                .toList();
        return new Section("To do", items.isEmpty() ? List.of() : List.of(new Block.Items(items)));
    }

    private List<Section> general() {
        List<Section> sections = new ArrayList<>();
        List<Block> watch = new ArrayList<>();
        for (Watch one : report.basis().watches()) {
            watch.add(new Block.Paragraph(Line.of(one.what() + ":")));
            watch.add(new Block.Code("sql", one.query() + ";"));
        }
        sections.add(new Section("What to watch while it runs", watch));
        List<String> next = report.nextCommands();
        sections.add(new Section(
                "Next", next.isEmpty() ? List.of() : List.of(new Block.Code("console", String.join("\n", next)))));
        List<String> open = Completeness.of(report);
        sections.add(new Section(
                "What this does not cover",
                List.of(new Block.Items(
                        open.isEmpty()
                                ? List.of(Line.of("Every statement was understood, and the server was asked."
                                        + " Times are estimates."))
                                : open.stream().map(Line::of).toList()))));
        return sections;
    }
}
