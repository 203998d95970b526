package dev.dbmigrations;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.validate.Results.Seen;
import java.util.List;

/**
 * What a validation found.
 *
 * @param seen what was looked at, and what could not be
 * @param problems each with its five facts
 * @param findings of the analysis of what is pending
 * @param plans of what is pending, as far as it can be planned
 */
public record Validation(List<Seen> seen, List<Overview.Problem> problems, List<Finding> findings, List<Plan> plans) {
    public Validation {
        seen = List.copyOf(seen);
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
        plans = List.copyOf(plans);
    }

    /** What was looked at, in plain words. */
    public List<String> checked() {
        return seen.stream().filter(Seen::known).map(Seen::what).toList();
    }

    /** What could not be looked at, and so may be good or bad. */
    public List<String> unknown() {
        return seen.stream().filter(s -> !s.known()).map(Seen::what).toList();
    }
}
