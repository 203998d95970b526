package dev.dbmigrations;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * What a call did.
 *
 * @param finished migrations applied, or taken back
 * @param pending how many are still to be applied
 * @param strategy the strongest used
 * @param waiting the gate at which a migration waits, if one does
 * @param notes what the user should know
 */
public record Outcome(
        List<Migration.Id> finished, int pending, Strategy strategy, Optional<Waiting> waiting, List<String> notes) {

    /**
     * @param id the migration
     * @param gate what must be true before somebody opens it
     */
    public record Waiting(Migration.Id id, String gate) {}

    public Outcome {
        finished = List.copyOf(finished);
        notes = List.copyOf(notes);
    }
}
