package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.analyze.StatementAnalysis.Worked;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.document.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Reports as plain text that does not depend on the width of a terminal. */
public final class TextReport {

    private TextReport() {}

    public static String of(AnalysisReport report) {
        StringBuilder text = new StringBuilder("analysis of ")
                .append(InWords.count(report.entries().size(), "migration"))
                .append(" on ")
                .append(report.server())
                .append('\n');
        report.entries().forEach(entry -> text.append(told(report, entry)));
        if (report.isOffline()) {
            text.append("\nnot known without a database\n");
            Completeness.of(report)
                    .forEach(open -> text.append("  ").append(open).append('\n'));
        }
        if (!report.nextCommands().isEmpty()) {
            text.append("\nnext\n");
            report.nextCommands().forEach(c -> text.append("  ").append(c).append('\n'));
        }
        return text.toString();
    }

    /** Everything, section by section. */
    public static String inFull(AnalysisReport report) {
        return PlainText.of(AnalysisDocument.of(report));
    }

    /** Without a database there may be very many, and most are nothing to talk about. */
    private static String told(AnalysisReport report, Entry entry) {
        if (!report.isOffline()) {
            return "\n" + of(entry, entry.label());
        }
        boolean nothing = entry.analysis().findings().isEmpty();
        return nothing ? "\n" + heading(entry).stripTrailing() + "   nothing found\n" : "\n" + of(entry, "");
    }

    /** Only the findings of a migration, in the order of the file. */
    public static String findings(MigrationAnalysis analysis) {
        return FindingText.of(analysis.findings(), analysis.migration().id().label());
    }

    private static String of(Entry entry, String label) {
        MigrationAnalysis analysis = entry.analysis();
        StringBuilder text = new StringBuilder(heading(entry)).append("\nstatement by statement\n");
        analysis.statements().forEach(s -> text.append(of(s)));
        text.append("\nfindings: ").append(counts(analysis)).append('\n');
        List<Finding> bySeverity = analysis.findings().stream()
                .sorted(Comparator.comparing(Finding::isActive)
                        .reversed()
                        .thenComparing(Finding::severity, Comparator.reverseOrder()))
                .toList();
        if (!bySeverity.isEmpty()) {
            text.append('\n').append(FindingText.of(bySeverity, label));
        }
        Recommendation advice = entry.recommendation();
        text.append("\nrecommended strategy: ")
                .append(advice.strategy().word())
                .append(" (confidence ")
                .append(advice.confidence().word())
                .append(")\n");
        advice.reasons().forEach(r -> text.append("  ").append(r).append('\n'));
        if (!entry.actions().isEmpty()) {
            text.append("\nto do\n");
            entry.actions()
                    .forEach(a -> text.append("  %s  %s  %s (%s)%n"
                            .formatted(a.priority(), a.place(), a.what(), a.rule())
                            .replace(System.lineSeparator(), "\n")));
        }
        return text.toString();
    }

    private static String heading(Entry entry) {
        var id = entry.analysis().migration().id();
        String description = id.description().isEmpty() ? "" : " " + id.description();
        return id.label() + description + "   " + id.path() + "\n";
    }

    private static String of(StatementAnalysis analysis) {
        List<String> lines = new ArrayList<>();
        lines.add("  line %-4d %s".formatted(analysis.statement().position().line(), firstLine(analysis)));
        lines.add("    lock    " + locks(analysis));
        lines.add("    work    " + work(analysis));
        return String.join("\n", lines) + "\n";
    }

    static String firstLine(StatementAnalysis analysis) {
        String sql = analysis.statement().text().strip();
        int end = sql.indexOf('\n');
        return end < 0 ? sql : sql.substring(0, end).stripTrailing() + " …";
    }

    static String locks(StatementAnalysis analysis) {
        List<Lock> locks = analysis.impact().locks();
        if (locks.isEmpty()) {
            return analysis.certainty() == dev.dbmigrations.analyze.Effect.Certainty.UNKNOWN
                    ? "not known"
                    : "none on a table that others use";
        }
        return locks.stream()
                .map(l ->
                        l.mode() + " on " + l.table() + ": blocks " + l.blocks().words())
                .collect(Collectors.joining("\n            "));
    }

    static String work(StatementAnalysis analysis) {
        String rows = analysis.table().map(TextReport::sized).orElse("all rows");
        String what = switch (analysis.impact().work()) {
            case METADATA -> "changes the catalog only";
            case ROWS -> "changes some or all of " + rows;
            case SCAN -> "reads " + rows;
            case INDEX_BUILD -> "builds an index over " + rows;
            case REWRITE -> "writes " + rows + " and all indexes anew";
        };
        boolean known =
                analysis.impact().work() == Work.METADATA || analysis.table().isPresent();
        return what + (known ? ", " + analysis.time().wordsWithBasis() : "");
    }

    private static String sized(Worked table) {
        return table.isNew()
                ? "a table made by this migration"
                : InWords.rows(table.size().rows()) + " ("
                        + InWords.bytes(table.size().bytes()) + ")";
    }

    static String counts(MigrationAnalysis analysis) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            long count = analysis.active().stream()
                    .filter(f -> f.severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(
                        severity == Severity.INFO ? count + " for information" : InWords.count(count, severity.word()));
            }
        }
        int accepted = analysis.findings().size() - analysis.active().size();
        if (accepted > 0) {
            parts.add(accepted + " accepted");
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }
}
