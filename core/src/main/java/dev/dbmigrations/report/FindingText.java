package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Place;
import dev.dbmigrations.analyze.Severity;
import java.util.List;

/**
 * A finding as a block of text.
 *
 * <pre>
 * index-build-blocks-writes   migrations/V42__email_index.sql:3:1   error
 *   CREATE INDEX orders_email_idx ON orders (email);
 *   ^^^^^^^^^^^^ stops all writes to orders (41 million rows) for 25 s to 3 min, until the index is built
 *   instead     build it concurrently; see `db-migrations plan V42`
 * </pre>
 */
final class FindingText {
    private FindingText() {}

    /**
     * @param label of the migration, for the command that shows what would be done instead
     */
    static String of(Finding finding, String label) {
        Place place = finding.place();
        StringBuilder text = new StringBuilder(finding.rule())
                .append("   ")
                .append(place.position())
                .append("   ")
                .append(finding.severity().word())
                .append(finding.isActive() ? "" : ", accepted")
                .append('\n');
        place.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append(" ".repeat(2 + place.offset()))
                .append("^".repeat(Math.max(1, place.length())))
                .append(' ')
                .append(finding.message().harm())
                .append('\n');
        String reason = finding.waivedBecause();
        if (reason != null) {
            return text.append("  accepted    ").append(reason).append('\n').toString();
        }
        text.append("  instead     ").append(finding.message().instead());
        if (finding.isAtLeast(Severity.ERROR)) {
            text.append("; see `db-migrations plan ").append(label).append('`');
        }
        return text.append('\n').toString();
    }

    /** All of them, a blank line between two. */
    static String of(List<Finding> findings, String label) {
        return String.join("\n", findings.stream().map(f -> of(f, label)).toList());
    }
}
