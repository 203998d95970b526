package dev.dbmigrations.export;

import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps of a plan that a script does at once.
 *
 * @param kind how
 * @param steps in order; one, unless they share a transaction, and none where there is nothing to do but to say so
 * @param settings what earlier steps have set in their session
 */
record Part(Kind kind, List<Step> steps, List<String> settings) {

    /** How a part is done. */
    enum Kind {
        /** In a transaction, together with what the journal says of it. */
        TOGETHER,
        /** Outside a transaction; the journal follows. */
        ALONE,
        /** By a question whose answer must be 0. */
        PROOF;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Part {
        steps = List.copyOf(steps);
        settings = List.copyOf(settings);
    }

    /**
     * In one transaction where all of them are brief: a long step keeps its own, lest the strong locks of the others be held
     * as long.
     */
    static List<Part> of(Plan plan) {
        List<Step> steps = plan.steps().toList();
        boolean brief = steps.stream()
                .allMatch(s -> s instanceof Step.RunSql && s.facts().budget().envelope() == Budget.Envelope.BRIEF);
        if (brief) {
            return List.of(new Part(Kind.TOGETHER, steps, List.of()));
        }
        List<Part> parts = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (Step step : steps) {
            parts.add(new Part(kind(step), List.of(step), settings));
            settings.addAll(step.facts().settings());
        }
        return parts;
    }

    private static Kind kind(Step step) {
        return switch (step) {
            case Step.RunSql sql -> Kind.TOGETHER;
            case Step.MoveRows rows -> Kind.TOGETHER;
            case Step.RunAlone alone -> Kind.ALONE;
            case Step.Prove proof -> Kind.PROOF;
            case Step.CatchUp catchUp -> throw new IllegalArgumentException("no script does " + catchUp);
            case Step.CompareTables comparison -> throw new IllegalArgumentException("no script does " + comparison);
        };
    }

    String title() {
        return steps.isEmpty()
                ? "take it out of the list of applied migrations"
                : steps.stream().map(s -> s.facts().title()).collect(Collectors.joining("; "));
    }

    List<String> statements() {
        return steps.stream().flatMap(s -> StepSql.of(s).stream()).toList();
    }

    /** The shortest that one of its steps allows; zero only where none of them has a limit. */
    Duration lockWait() {
        return steps.stream()
                .map(s -> s.facts().budget().lockWait())
                .filter(d -> !d.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How long one of its statements may take; zero where one of its steps has no limit. */
    Duration atMost() {
        return steps.stream()
                .map(s -> s.facts().budget().atMost())
                .reduce((a, b) -> a.isZero() || b.isZero() ? Duration.ZERO : a.compareTo(b) > 0 ? a : b)
                .orElse(Duration.ZERO);
    }
}
