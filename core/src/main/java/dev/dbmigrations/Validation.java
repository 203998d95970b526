package dev.dbmigrations;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.plan.Plan;
import java.util.List;

/**
 * What a validation found.
 *
 * @param checked what was looked at, in plain words
 * @param problems each with its five facts
 * @param findings of the analysis of what is pending
 * @param plans of what is pending, as far as it can be planned
 */
public record Validation(
        List<String> checked, List<Overview.Problem> problems, List<Finding> findings, List<Plan> plans) {
    public Validation {
        checked = List.copyOf(checked);
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
        plans = List.copyOf(plans);
    }
}
