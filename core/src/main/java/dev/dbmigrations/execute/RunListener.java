package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.history.Event;
import java.time.Duration;

/**
 * Who is told what a run does, in the order in which it happens.
 *
 * <p>{@link #progress} comes from the threads that move rows, {@link #waitingForLock} may come from a thread that
 * watches; everything else comes from the thread of the run.
 */
public interface RunListener {
    RunListener SILENT = new RunListener() {};

    /** The event is committed. Batches of row steps are told by {@link #progress} instead. */
    default void recorded(String run, Event event) {}

    default void stepStarted(StepPlace place) {}

    default void stepDone(StepPlace place, Duration took) {}

    default void undoStarted(StepPlace place) {}

    default void undone(StepPlace place) {}

    default void progress(StepPlace place, Progress progress) {}

    default void waitingForLock(StepPlace place, LockWait wait) {}

    /** The run stops before this phase (index in the plan) until somebody opens its gate. */
    default void gate(String run, int phase, String reason) {}

    default void paused(String run, String reason) {}

    default void resumed(String run) {}

    /** Something worth a line: a dead runner taken over, a connection found again. */
    default void note(String text) {}
}
