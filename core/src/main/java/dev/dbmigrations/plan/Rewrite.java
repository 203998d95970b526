package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;

/**
 * The safe way to do one kind of change. Discovered; there is exactly one for a kind of change, and without one the
 * change runs as written.
 */
public interface Rewrite<C extends Change> {

    Class<C> handles();

    /** What to do for the change in this situation. */
    Sketch sketch(C change, Situation situation);
}
