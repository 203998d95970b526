package dev.dbmigrations;

import dev.dbmigrations.analyze.Finding;
import java.util.List;

/**
 * What a validation found.
 *
 * @param checked what was looked at, in plain words
 * @param problems each with its five facts
 * @param findings of the analysis of what is pending
 */
public record Validation(List<String> checked, List<Overview.Problem> problems, List<Finding> findings) {
    public Validation {
        checked = List.copyOf(checked);
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }
}
