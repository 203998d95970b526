package dev.dbmigrations.execute;

import dev.dbmigrations.history.RunState;

/**
 * How a call to carry a plan out ended, other than by a failure.
 *
 * @param ending how
 * @param state of the run then
 */
public record RunOutcome(Ending ending, RunState state) {

    /** The good endings. */
    public enum Ending {
        /** The migration is applied, or taken back if that was the purpose. */
        COMPLETED,
        /** It stopped before a phase whose gate nobody has opened. */
        WAITING_AT_GATE,
        /** Somebody asked to abort it; it can be taken back or, after a wish to resume, gone on with. */
        ABORTED
    }

    public String run() {
        return state.run();
    }
}
