package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Position;

/**
 * Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request. What somebody has accepted is
 * left out. For the summary of a job there is {@link MarkdownReport}.
 */
final class GitHubReport {
    private GitHubReport() {}

    static String of(AnalysisReport report) {
        StringBuilder text = new StringBuilder();
        report.entries().forEach(entry -> entry.analysis().active().forEach(f -> text.append(line(f))));
        return text.toString();
    }

    private static String line(Finding finding) {
        Position at = finding.place().position();
        int end = at.column() + Math.max(1, finding.place().length());
        return "::" + command(finding.severity()) + " file=" + property(at.file()) + ",line=" + at.line() + ",col="
                + at.column() + ",endColumn=" + end + ",title=" + property(finding.rule()) + "::"
                + data(FindingMessage.of(finding)) + "\n";
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
