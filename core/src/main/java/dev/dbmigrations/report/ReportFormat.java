package dev.dbmigrations.report;

import dev.dbmigrations.analyze.RuleCatalogue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms that an analysis can be written in. */
public enum ReportFormat {
    TEXT,
    MARKDOWN,
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

    /** The report as a text that ends with a newline. */
    public String write(AnalysisReport report) {
        return switch (this) {
            case TEXT -> TextReport.of(report);
            case MARKDOWN -> MarkdownReport.of(report);
            case JSON -> JsonReport.of(report);
            case SARIF -> SarifReport.of(report, RuleCatalogue.discovered());
            case GITHUB -> GitHubReport.of(report);
            case GITLAB -> GitLabReport.of(report);
            case JUNIT -> JUnitReport.of(report);
        };
    }
}
