package dev.dbmigrations.report;

import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.report.document.HtmlPage;
import dev.dbmigrations.report.document.MarkdownText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms that an analysis can be written in. */
public enum ReportFormat {
    TEXT,
    MARKDOWN,
    HTML,
    JSON,
    SARIF,
    GITHUB,
    GITLAB,
    JUNIT;

    /** The format of that name, as the user writes it. */
    public static Optional<ReportFormat> named(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    /** All names, parted by commas. */
    public static String words() {
        return Arrays.stream(values()).map(ReportFormat::word).collect(Collectors.joining(", "));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what happened in a run can be told in it; the others are for findings. */
    public boolean tellsRuns() {
        return switch (this) {
            case TEXT, MARKDOWN, HTML, JSON -> true;
            case SARIF, GITHUB, GITLAB, JUNIT -> false;
        };
    }

    /** The report as a text that ends with a newline. */
    public String write(AnalysisReport report) {
        return switch (this) {
            case TEXT -> TextReport.of(report);
            case MARKDOWN -> MarkdownText.of(AnalysisDocument.of(report));
            case HTML -> HtmlPage.of(AnalysisDocument.of(report));
            case JSON -> JsonReport.of(report);
            case SARIF -> SarifReport.of(report, RuleCatalogue.discovered());
            case GITHUB -> GitHubReport.of(report);
            case GITLAB -> GitLabReport.of(report);
            case JUNIT -> JUnitReport.of(report);
        };
    }
}
