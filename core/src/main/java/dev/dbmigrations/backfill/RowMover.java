package dev.dbmigrations.backfill;

import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.Step;

/** What moves the rows of a step, batch by batch, on sessions of its own. */
public interface RowMover {

    /**
     * Moves the rows that the state does not show as moved. Each batch commits together with its journal entry, so a
     * call after any kind of death carries on where the journal ends.
     *
     * @param run whose journal the batches are written to
     * @param state of the run, with the extent and the ranges that are already done
     * @param control asked between batches by every worker
     * @return {@link Ending#COMPLETE} only when the whole extent has been covered and committed, never for want of an error
     */
    Ending move(String run, Step.MoveRows step, RunState state, RunControl control, ProgressListener listener);

    /** How a move ended. */
    enum Ending {
        /** Every range of the extent is done and recorded. */
        COMPLETE,
        /** It was told to stop; what is done is recorded. */
        STOPPED
    }
}
