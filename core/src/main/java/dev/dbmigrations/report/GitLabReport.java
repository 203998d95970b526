package dev.dbmigrations.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Position;
import java.util.HashMap;
import java.util.Map;

/** Findings as GitLab's code quality report, which its merge requests show. What somebody has accepted is left out. */
final class GitLabReport {
    private GitLabReport() {}

    static String of(AnalysisReport report) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Map<String, Integer> alike = new HashMap<>();
        report.entries().forEach(entry -> entry.analysis().active().forEach(f -> all.add(node(f, alike))));
        return all.toPrettyString() + "\n";
    }

    /** GitLab drops findings whose fingerprints are equal. */
    private static ObjectNode node(Finding finding, Map<String, Integer> alike) {
        Position at = finding.place().position();
        int number = alike.merge(FindingMessage.fingerprint(finding, 0), 1, Integer::sum);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("description", FindingMessage.of(finding));
        node.put("check_name", finding.rule());
        node.put("fingerprint", FindingMessage.fingerprint(finding, number));
        node.put("severity", severity(finding.severity()));
        ObjectNode location = node.putObject("location");
        location.put("path", at.file().replaceFirst("^\\./", ""));
        location.putObject("lines").put("begin", at.line());
        return node;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case INFO -> "info";
        };
    }
}
