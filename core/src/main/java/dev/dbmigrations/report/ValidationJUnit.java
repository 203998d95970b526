package dev.dbmigrations.report;

import dev.dbmigrations.report.ValidationReport.Item;
import dev.dbmigrations.report.ValidationReport.Section;

/** A validation as JUnit's XML. */
final class ValidationJUnit {
    private ValidationJUnit() {}

    static String of(ValidationReport report) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"db-migrations\">\n");
        report.sections().forEach(section -> suite(section, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(Section section, StringBuilder xml) {
        long failures =
                section.items().stream().filter(ValidationJUnit::isError).count();
        int tests = section.items().size()
                + section.looked().size()
                + section.unknown().size();
        xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
                .formatted(
                        JUnitReport.escaped(section.title()),
                        tests,
                        failures,
                        section.unknown().size()));
        section.looked().forEach(what -> test(section, what, "", xml));
        section.unknown()
                .forEach(what -> test(section, what, "      <skipped message=\"this user may not know\"/>\n", xml));
        section.items().forEach(item -> test(section, item.failure().what(), body(item), xml));
        xml.append("  </testsuite>\n");
    }

    private static boolean isError(Item item) {
        return item.weight().equals("error");
    }

    private static String body(Item item) {
        String text = JUnitReport.escaped(item.failure().toText());
        return isError(item)
                ? "      <failure type=\"" + item.failure().code() + "\" message=\""
                        + JUnitReport.escaped(item.failure().what()) + "\">" + text + "</failure>\n"
                : "      <system-out>" + text + "</system-out>\n";
    }

    private static void test(Section section, String name, String body, StringBuilder xml) {
        xml.append("    <testcase classname=\"%s\" name=\"%s\">\n%s    </testcase>\n"
                .formatted(JUnitReport.escaped(section.title()), JUnitReport.escaped(name), body));
    }
}
