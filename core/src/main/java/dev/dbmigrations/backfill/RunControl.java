package dev.dbmigrations.backfill;

import dev.dbmigrations.history.Guidance;

/** What others want of a run while it works. Thread-safe and cheap: meant to be asked before every batch. */
public interface RunControl {

    /** Whether to stop before the next batch: aborted, interrupted, or no longer the one runner. */
    boolean shouldStop();

    /** Waits while the run is paused; returns when it is resumed or should stop. */
    void awaitIfPaused();

    /** Why it should stop or is paused; empty when neither. */
    String reason();

    /** What others have asked of its speed. */
    default Guidance guidance() {
        return Guidance.NONE;
    }
}
