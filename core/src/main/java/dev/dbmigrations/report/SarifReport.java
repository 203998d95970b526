package dev.dbmigrations.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Position;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An analysis as SARIF 2.1.0 (OASIS): the rules that found something, and where. What somebody has accepted is marked as suppressed. */
final class SarifReport {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final RuleCatalogue catalogue;
    private final List<String> rules;
    private final Map<String, Integer> alike = new HashMap<>();

    private SarifReport(RuleCatalogue catalogue, List<String> rules) {
        this.catalogue = catalogue;
        this.rules = rules;
    }

    static String of(AnalysisReport report, RuleCatalogue catalogue) {
        List<Finding> findings = report.entries().stream()
                .flatMap(e -> e.analysis().findings().stream())
                .toList();
        List<String> rules =
                findings.stream().map(Finding::rule).distinct().sorted().toList();
        return new SarifReport(catalogue, rules).tree(findings).toPrettyString() + "\n";
    }

    private ObjectNode tree(List<Finding> findings) {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", SCHEMA);
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "db-migrations");
        ArrayNode described = driver.putArray("rules");
        rules.forEach(rule -> described.add(rule(rule)));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        findings.forEach(finding -> results.add(result(finding)));
        return root;
    }

    private ObjectNode rule(String id) {
        ObjectNode node = NODES.objectNode();
        node.put("id", id);
        catalogue.rule(id).ifPresent(rule -> {
            Explanation explanation = rule.explanation();
            text(node, "shortDescription", id.replace('-', ' '));
            text(node, "fullDescription", explanation.danger());
            text(
                    node,
                    "help",
                    explanation.danger() + "\n\nNot a danger when: " + explanation.silentWhen() + "\n\nInstead: "
                            + explanation.rewrite());
            node.putObject("defaultConfiguration").put("level", level(rule.severity()));
        });
        return node;
    }

    private static void text(ObjectNode node, String name, String text) {
        node.putObject(name).put("text", text);
    }

    private ObjectNode result(Finding finding) {
        ObjectNode node = NODES.objectNode();
        node.put("ruleId", finding.rule());
        node.put("ruleIndex", rules.indexOf(finding.rule()));
        node.put("level", level(finding.severity()));
        text(node, "message", FindingMessage.of(finding));
        Position at = finding.place().position();
        ObjectNode physical = node.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(at.file()));
        physical.putObject("region")
                .put("startLine", at.line())
                .put("startColumn", at.column())
                .put("endColumn", at.column() + Math.max(1, finding.place().length()));
        int number = alike.merge(FindingMessage.fingerprint(finding, 0), 1, Integer::sum);
        node.putObject("partialFingerprints").put("statement/v1", FindingMessage.fingerprint(finding, number));
        Optional.ofNullable(finding.waivedBecause())
                .ifPresent(reason -> node.putArray("suppressions")
                        .addObject()
                        .put("kind", Baseline.mutes(finding) ? "external" : "inSource")
                        .put("justification", reason));
        return node;
    }

    /** A relative reference: blanks and the like are escaped, slashes stay. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte b : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
