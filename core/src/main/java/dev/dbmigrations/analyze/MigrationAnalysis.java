package dev.dbmigrations.analyze;

import dev.dbmigrations.change.Migration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known about a migration before it is run.
 *
 * @param migration the file
 * @param statements what each does
 * @param findings the dangers in the order of the file; waived ones are kept and marked
 */
public record MigrationAnalysis(Migration migration, List<StatementAnalysis> statements, List<Finding> findings) {
    public MigrationAnalysis {
        statements = List.copyOf(statements);
        findings = List.copyOf(findings);
    }

    /** The findings that nobody has accepted. */
    public List<Finding> active() {
        return findings.stream().filter(Finding::isActive).toList();
    }

    public Optional<Severity> worst() {
        return active().stream().map(Finding::severity).max(Comparator.naturalOrder());
    }

    /** Whether something was found that matters at least as much as the bound. */
    public boolean hasAtLeast(Severity bound) {
        return active().stream().anyMatch(f -> f.isAtLeast(bound));
    }
}
