package dev.dbmigrations.rollback;

import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import java.util.List;

/**
 * One step to be taken back.
 *
 * @param step the step
 * @param extent how much of it there is to take back
 */
public record StepUndo(Step step, Extent extent) {

    /** How much of a step there is to take back. */
    public enum Extent {
        /** All that its undo says. */
        UNDO,
        /** Only what an unfinished attempt left behind. */
        CLEAN_UP
    }

    /** The statements of its undo; none when there is nothing to undo. */
    public List<String> statements() {
        boolean whole = extent == Extent.UNDO;
        return whole && step.facts().undo() instanceof Undo.Run run ? run.sql() : List.of();
    }
}
