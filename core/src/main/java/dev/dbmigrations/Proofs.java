package dev.dbmigrations;

import dev.dbmigrations.change.Migration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a scratch database told of some migrations and their ways back.
 *
 * @param server on which they were tried
 * @param tried one for each, in order
 * @param notes how the scratch database was made
 * @param warnings what makes it other than the one that is meant, each with its five facts
 * @param unknown what could not be tried, in words
 */
public record Proofs(
        String server, List<Proof> tried, List<String> notes, List<MigrationException> warnings, List<String> unknown) {

    /**
     * A migration that was run there, taken back, and held against what was there before.
     *
     * @param migration which one
     * @param derived the way back, where none is written and none follows from the text: statements without terminators, found by
     *     comparing what the catalog tells; empty for others
     * @param problem why it is not proved, in five facts; empty when it is
     */
    public record Proof(Migration.Id migration, List<String> derived, Optional<MigrationException> problem) {
        public Proof {
            derived = List.copyOf(derived);
        }

        public boolean holds() {
            return problem.isEmpty();
        }
    }

    public Proofs {
        tried = List.copyOf(tried);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
        unknown = List.copyOf(unknown);
    }

    /** Statements as they stand in a file. */
    public static String text(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining("\n"));
    }

    /** The one of a migration, if it was tried. */
    public Optional<Proof> of(Migration.Id migration) {
        return tried.stream()
                .filter(proof -> Ids.same(proof.migration(), migration))
                .findFirst();
    }
}
