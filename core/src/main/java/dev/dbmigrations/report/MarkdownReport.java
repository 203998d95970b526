package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.report.AnalysisReport.Entry;
import java.util.Comparator;
import java.util.List;

/** An analysis as Markdown, for pull requests and the summaries of build servers. */
final class MarkdownReport {
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport() {}

    static String of(AnalysisReport report) {
        MarkdownReport markdown = new MarkdownReport();
        markdown.line(
                "# Analysis of " + InWords.count(report.entries().size(), "migration") + " on " + report.server());
        report.entries().forEach(markdown::entry);
        if (!report.nextCommands().isEmpty()) {
            markdown.line("");
            markdown.line("## Next");
            markdown.line("");
            markdown.line("```console");
            report.nextCommands().forEach(markdown::line);
            markdown.line("```");
        }
        return markdown.out.toString();
    }

    private void entry(Entry entry) {
        MigrationAnalysis analysis = entry.analysis();
        var id = analysis.migration().id();
        line("");
        line("## " + text((id.label() + " " + id.description()).strip()));
        line("");
        line("`" + id.path() + "`: " + TextReport.counts(analysis).replace("none", "no findings")
                + ". Recommended strategy: **"
                + entry.recommendation().strategy().word() + "** (confidence "
                + entry.recommendation().confidence().word() + ").");
        line("");
        entry.recommendation().reasons().forEach(reason -> line("- " + text(reason)));
        statements(analysis.statements());
        findings(analysis.findings());
        actions(entry.actions());
    }

    private void statements(List<StatementAnalysis> statements) {
        line("");
        line("| line | statement | lock | work |");
        line("|---:|---|---|---|");
        for (StatementAnalysis one : statements) {
            line("| " + one.statement().position().line() + " | " + code(TextReport.firstLine(one)) + " | "
                    + text(TextReport.locks(one)) + " | " + text(TextReport.work(one)) + " |");
        }
    }

    private void findings(List<Finding> findings) {
        List<Finding> sorted = findings.stream()
                .sorted(Comparator.comparing(Finding::isActive)
                        .reversed()
                        .thenComparing(Finding::severity, Comparator.reverseOrder()))
                .toList();
        if (!sorted.isEmpty()) {
            line("");
            line("### Findings");
            line("");
        }
        for (Finding finding : sorted) {
            line("- **" + finding.severity().word() + "** `" + finding.rule() + "`, line "
                    + finding.place().position().line() + ": " + code(FindingMessage.words(finding)) + " "
                    + text(finding.message().harm()));
            String reason = finding.waivedBecause();
            line("  - " + text(reason == null ? "instead: " + finding.message().instead() : "accepted: " + reason));
        }
    }

    private void actions(List<ActionItem> actions) {
        if (actions.isEmpty()) {
            return;
        }
        line("");
        line("### To do");
        line("");
        actions.forEach(a ->
                line("- **" + a.priority() + "** " + text(a.what()) + " (`" + a.place() + "`, `" + a.rule() + "`)"));
    }

    /** What Markdown, or HTML within it, would take for its own. A line break stays one within a cell. */
    private static String text(String plain) {
        return plain.replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("\\s*\n\\s*", "<br>");
    }

    /** As code; a bar would end a cell even there. */
    private static String code(String sql) {
        String fence = sql.contains("`") ? "``" : "`";
        String pad = sql.startsWith("`") || sql.endsWith("`") ? " " : "";
        return fence + pad + sql.replace("\n", " ").replace("|", "\\|") + pad + fence;
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
