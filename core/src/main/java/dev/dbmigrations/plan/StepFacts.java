package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.Impact;
import java.util.List;
import java.util.Objects;

/**
 * What every step states about itself.
 *
 * @param id unique in its plan and made from its content, for example {@code 3-backfill-users-email}
 * @param title in plain words, beginning with a verb
 * @param origin the statement it comes from, as {@code file:line}
 * @param impact the locks it takes
 * @param budget the time it may take
 * @param reversal how it is taken back and how to tell that it is done
 * @param settings those of its statements that change the session only: a session that begins later has them run first
 */
public record StepFacts(
        String id,
        String title,
        String origin,
        Impact impact,
        Budget budget,
        Reversal reversal,
        List<String> settings) {

    /** Plans of earlier versions, which the journal may hold, know none. */
    public StepFacts {
        settings = List.copyOf(Objects.requireNonNullElse(settings, List.of()));
    }

    public StepFacts(String id, String title, String origin, Impact impact, Budget budget, Reversal reversal) {
        this(id, title, origin, impact, budget, reversal, List.of());
    }

    /**
     * @param undo how the step is taken back
     * @param done how to tell that it has been done
     */
    public record Reversal(Undo undo, Probe done) {
        private Reversal of(String id) {
            return undo instanceof Undo.Steps steps ? new Reversal(steps.of(id), done) : this;
        }
    }

    public Undo undo() {
        return reversal.undo();
    }

    public Probe done() {
        return reversal.done();
    }

    StepFacts from(String otherOrigin) {
        return new StepFacts(id, title, otherOrigin, impact, budget, reversal, settings);
    }

    public StepFacts numbered(String newId) {
        return new StepFacts(newId, title, origin, impact, budget, reversal.of(newId), settings);
    }
}
