package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * Something to do about a finding.
 *
 * @param priority how soon
 * @param place where, as {@code file:line:column}
 * @param what to do, beginning with a verb
 * @param rule the finding's rule
 */
public record ActionItem(Priority priority, String place, String what, String rule) {

    /** How soon. */
    public enum Priority {
        /** Before it is run: it stops or breaks clients, or loses data. */
        P0("before it is run"),
        /** Together with it. */
        P1("with it"),
        /** Afterwards. */
        P2("afterwards");

        private final String when;

        Priority(String when) {
            this.when = when;
        }

        public String when() {
            return when;
        }
    }

    /** One for each active finding, the most urgent first. */
    public static List<ActionItem> of(MigrationAnalysis analysis) {
        return analysis.active().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .map(f -> new ActionItem(
                        priority(f.severity()),
                        f.place().position().toString(),
                        f.message().instead(),
                        f.rule()))
                .toList();
    }

    private static Priority priority(Severity severity) {
        return switch (severity) {
            case ERROR -> Priority.P0;
            case WARNING -> Priority.P1;
            case INFO -> Priority.P2;
        };
    }
}
