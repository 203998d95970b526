package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Effect.Certainty;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The strategy a migration should be carried out by.
 *
 * @param strategy the lightest that does no harm
 * @param confidence how much that is to be trusted
 * @param reasons for both, in words
 */
public record Recommendation(Strategy strategy, Confidence confidence, List<String> reasons) {

    /** How much a recommendation is to be trusted. */
    public enum Confidence {
        /** Something could not be read, or its table is not there. */
        LOW("something could not be analysed"),
        /** Something was predicted that only the server knows. */
        MEDIUM("judged by what is known of this release, without asking the server for everything"),
        /** All of it follows from the catalog, or the server was asked. */
        HIGH("the server was asked");

        private final String meaning;

        Confidence(String meaning) {
            this.meaning = meaning;
        }

        /** What it rests on. */
        public String meaning() {
            return meaning;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Recommendation {
        reasons = List.copyOf(reasons);
    }

    /** The plan's own strategy where there is a plan; without one, a guess from the findings. */
    public static Recommendation of(MigrationAnalysis analysis, Optional<Plan> plan) {
        List<String> reasons = new ArrayList<>();
        Strategy strategy = plan.map(Plan::strategy).orElseGet(() -> guessed(analysis));
        long errors = analysis.active().stream()
                .filter(f -> f.isAtLeast(Severity.ERROR))
                .count();
        reasons.add(
                errors == 0
                        ? "run as written it harms nobody for long"
                        : "run as written it would do harm: " + InWords.count(errors, "error"));
        plan.stream()
                .flatMap(p -> p.choices().stream())
                .forEach(choice ->
                        reasons.add(choice.chosen().word() + " for " + choice.table() + ": " + choice.because()));
        Confidence confidence = plan.isPresent() ? Confidence.HIGH : Confidence.MEDIUM;
        if (plan.isEmpty()) {
            reasons.add("no plan was drawn up");
        }
        for (StatementAnalysis statement : analysis.statements()) {
            Confidence one = confidenceIn(statement.certainty());
            if (one != Confidence.HIGH) {
                reasons.add(doubt(statement));
                confidence = confidence.compareTo(one) <= 0 ? confidence : one;
            }
        }
        if (confidence == Confidence.HIGH) {
            reasons.add("every statement is understood and every answer comes from the catalog or the server");
        }
        return new Recommendation(strategy, confidence, reasons);
    }

    private static Strategy guessed(MigrationAnalysis analysis) {
        boolean breaksClients =
                analysis.active().stream().anyMatch(f -> f.rule().contains("breaks-clients"));
        if (breaksClients) {
            return Strategy.EXPAND_CONTRACT;
        }
        return analysis.hasAtLeast(Severity.ERROR) ? Strategy.ONLINE : Strategy.DIRECT;
    }

    private static Confidence confidenceIn(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> Confidence.HIGH;
            case PREDICTED -> Confidence.MEDIUM;
            case UNKNOWN -> Confidence.LOW;
        };
    }

    private static String doubt(StatementAnalysis statement) {
        String line = "line " + statement.statement().position().line();
        return statement.certainty() == Certainty.UNKNOWN
                ? line + " is not understood, or its table is not there"
                : line + " was judged without asking the server";
    }
}
