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
     * @param label of the migration, for the command that shows what would be done instead; empty where there is no database to plan for
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
        text.append(excerpt(finding).indent(2));
        String reason = finding.waivedBecause();
        if (reason != null) {
            return text.append("  accepted    ").append(reason).append('\n').toString();
        }
        text.append("  instead     ").append(finding.message().instead());
        if (finding.isAtLeast(Severity.ERROR) && !label.isEmpty()) {
            text.append("; see `db-migrations plan ").append(label).append('`');
        }
        return text.append('\n').toString();
    }

    /** The lines, with a mark below the words that are meant and what they do. */
    static String excerpt(Finding finding) {
        Place place = finding.place();
        StringBuilder text = new StringBuilder();
        place.lines().forEach(line -> text.append(line).append('\n'));
        return text.append(" ".repeat(place.offset()))
                .append("^".repeat(Math.max(1, place.length())))
                .append(' ')
                .append(finding.message().harm())
                .toString();
    }

    /** All of them, a blank line between two. */
    static String of(List<Finding> findings, String label) {
        return String.join("\n", findings.stream().map(f -> of(f, label)).toList());
    }
}
