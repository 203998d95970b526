package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.plan.Plan;
import java.util.List;

/**
 * Something that happened to a run, as the journal keeps it. A run is one migration's plan being carried out or taken back.
 *
 * <p>All progress, resume, rollback and reporting is a fold over these.
 */
public sealed interface Event {

    /**
     * The plan as it will be carried out: what a later process resumes or takes back.
     *
     * @param checksums of the migration's text
     * @param purpose what its completion means for the list of applied migrations
     */
    record RunStarted(Plan plan, Migration.Checksums checksums, Purpose purpose) implements Event {}

    /** What the completion of a run means. */
    enum Purpose {
        /** The migration is applied. */
        APPLY,
        /** The migration, applied by an earlier run, is no longer applied. */
        TAKE_BACK,
        /** What it had taken away is there again, and the migration is applied as before. */
        RESTORE
    }

    record StepStarted(String step) implements Event {}

    /** Committed in one transaction with the rows it speaks of; of a comparison, that they were found equal. */
    record BatchDone(String step, KeyRange range, long rows) implements Event {}

    /** Upper bound and size of a row step, fixed once. */
    record ExtentFixed(String step, KeyRange whole, long estimatedRows) implements Event {}

    /**
     * Rows of a comparison differ in this range, and are about to be written again: what the pass has found so far counts no
     * more, and everything has to be compared anew.
     */
    record RowsDiffered(String step, KeyRange range) implements Event {}

    record StepDone(String step, long milliseconds) implements Event {}

    record StepFailed(String step, String code, String message) implements Event {}

    /**
     * A step did not get its locks at once; recorded with its end.
     *
     * @param attempts that were in vain
     * @param milliseconds from the first of them to the last
     * @param blockers who held the locks, as far as the server told
     */
    record LockWaited(String step, int attempts, long milliseconds, List<String> blockers) implements Event {
        public LockWaited {
            blockers = List.copyOf(blockers);
        }
    }

    /** The run waits before this phase (index in the plan). */
    record GateReached(int phase) implements Event {}

    record GateOpened(int phase) implements Event {}

    record PauseRequested(String reason) implements Event {}

    record ResumeRequested() implements Event {}

    /** Somebody wants rows to move faster or slower from now on. */
    record ThrottleRequested(Guidance wish) implements Event {}

    /** Rows wait, or move with fewer workers than they may; an empty reason when they do no more. */
    record Held(String step, String reason) implements Event {}

    record AbortRequested(String reason) implements Event {}

    record RollbackStarted(String reason) implements Event {}

    record StepUndone(String step) implements Event {}

    /** Taken back completely: the database is as before the run. */
    record RunRolledBack() implements Event {}

    /** Carried out completely; the migration is applied. */
    record RunCompleted(long milliseconds) implements Event {}
}
