package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Replication;
import dev.dbmigrations.dialect.Watch;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an analysis found, ready to be told.
 *
 * @param basis what it rests on
 * @param entries one for each migration, in order
 */
public record AnalysisReport(Basis basis, List<Entry> entries) {

    /**
     * What an analysis rests on.
     *
     * @param server the server and its version
     * @param source who was asked
     * @param replication what happens on replicas, in the server's way
     * @param watches what to look at on such a server while it runs
     */
    public record Basis(String server, Source source, Replication replication, List<Watch> watches) {
        public Basis {
            watches = List.copyOf(watches);
        }

        public static Basis of(Dialect dialect, Source source) {
            return new Basis(dialect.version().toString(), source, dialect.replication(), dialect.watches());
        }
    }

    /** Who was asked. */
    public enum Source {
        /** The live server, with its tables. */
        SERVER,
        /** Nobody: files alone were read. */
        FILES
    }

    /**
     * What is said about one migration.
     *
     * @param analysis what was found
     * @param recommendation how to carry it out
     * @param actions what to do, the most urgent first
     * @param plan what would be done, where a plan could be made
     */
    public record Entry(
            MigrationAnalysis analysis, Recommendation recommendation, List<ActionItem> actions, Optional<Plan> plan) {
        public Entry {
            actions = List.copyOf(actions);
        }

        /**
         * @param plan what the planner would do, where it could make a plan
         */
        public static Entry of(MigrationAnalysis analysis, Optional<Plan> plan) {
            return new Entry(analysis, Recommendation.of(analysis, plan), ActionItem.of(analysis), plan);
        }

        public String label() {
            return analysis.migration().id().label();
        }
    }

    public AnalysisReport {
        entries = List.copyOf(entries);
    }

    public String server() {
        return basis.server();
    }

    /** Whether nobody was connected to. */
    public boolean isOffline() {
        return basis.source() == Source.FILES;
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
            if (isOffline()) {
                break;
            }
            if (entry.recommendation().strategy() != Strategy.DIRECT
                    || entry.analysis().hasAtLeast(Severity.ERROR)) {
                commands.add("db-migrations plan " + entry.label());
            }
        }
        entries.stream()
                .flatMap(e -> e.analysis().active().stream())
                .max(Comparator.comparing(Finding::severity))
                .ifPresent(f -> commands.add("db-migrations explain " + f.rule()));
        if (commands.isEmpty() && !entries.isEmpty() && !isOffline()) {
            commands.add("db-migrations up");
        }
        return commands;
    }
}
