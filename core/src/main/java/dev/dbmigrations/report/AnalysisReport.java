package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an analysis found, ready to be told.
 *
 * @param server the server and its version
 * @param entries one for each migration, in order
 */
public record AnalysisReport(String server, List<Entry> entries) {

    /**
     * What is said about one migration.
     *
     * @param analysis what was found
     * @param recommendation how to carry it out
     * @param actions what to do, the most urgent first
     */
    public record Entry(MigrationAnalysis analysis, Recommendation recommendation, List<ActionItem> actions) {
        public Entry {
            actions = List.copyOf(actions);
        }

        /**
         * @param plan what the planner would do, where it could make a plan
         */
        public static Entry of(MigrationAnalysis analysis, Optional<Plan> plan) {
            return new Entry(analysis, Recommendation.of(analysis, plan), ActionItem.of(analysis));
        }

        public String label() {
            return analysis.migration().id().label();
        }
    }

    public AnalysisReport {
        entries = List.copyOf(entries);
    }

    public Optional<Severity> worst() {
        return entries.stream().flatMap(e -> e.analysis().worst().stream()).max(Comparator.naturalOrder());
    }

    /** How many active findings of that weight there are. */
    public long count(Severity severity) {
        return entries.stream()
                .flatMap(e -> e.analysis().active().stream())
                .filter(f -> f.severity() == severity)
                .count();
    }

    /** The strongest strategy recommended. */
    public Strategy strategy() {
        return entries.stream().map(e -> e.recommendation().strategy()).reduce(Strategy.DIRECT, Strategy::or);
    }

    /** What to type next, the most useful first. */
    public List<String> nextCommands() {
        List<String> commands = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.recommendation().strategy() != Strategy.DIRECT
                    || entry.analysis().hasAtLeast(Severity.ERROR)) {
                commands.add("db-migrations plan " + entry.label());
            }
        }
        entries.stream()
                .flatMap(e -> e.analysis().active().stream())
                .max(Comparator.comparing(Finding::severity))
                .ifPresent(f -> commands.add("db-migrations explain " + f.rule()));
        if (commands.isEmpty() && !entries.isEmpty()) {
            commands.add("db-migrations up");
        }
        return commands;
    }
}
