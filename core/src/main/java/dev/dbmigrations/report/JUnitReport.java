package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.document.Xml;
import java.util.List;

/**
 * An analysis as JUnit's XML, which every build server shows: a suite for each migration, a test for each statement, which fails
 * for each of its errors and warnings that nobody has accepted.
 */
final class JUnitReport {
    private JUnitReport() {}

    static String of(AnalysisReport report) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"db-migrations\">\n");
        report.entries().forEach(entry -> suite(entry, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(Entry entry, StringBuilder xml) {
        List<Finding> failing = entry.analysis().active().stream()
                .filter(f -> f.isAtLeast(Severity.WARNING))
                .toList();
        int passed = failing.isEmpty() ? 1 : 0;
        xml.append("  <testsuite name=\"").append(escaped(entry.label())).append("\" tests=\"");
        xml.append(failing.size() + passed).append("\" failures=\"").append(failing.size());
        xml.append("\" errors=\"0\" skipped=\"0\">\n");
        String path = entry.analysis().migration().id().path();
        if (failing.isEmpty()) {
            xml.append("    <testcase classname=\"").append(escaped(path)).append("\" name=\"nothing to mend\"/>\n");
        }
        failing.forEach(f -> test(f, path, xml));
        xml.append("  </testsuite>\n");
    }

    private static void test(Finding finding, String path, StringBuilder xml) {
        String at = finding.place().position().toString();
        xml.append("    <testcase classname=\"").append(escaped(path)).append("\" name=\"");
        xml.append(escaped(finding.rule() + " at line "
                        + finding.place().position().line()))
                .append("\">\n");
        xml.append("      <failure type=\"")
                .append(escaped(finding.severity().word()))
                .append("\" message=\"");
        xml.append(escaped(FindingMessage.of(finding)))
                .append("\">")
                .append(escaped(at))
                .append("</failure>\n");
        xml.append("    </testcase>\n");
    }

    static String escaped(String text) {
        return Xml.attribute(text);
    }
}
