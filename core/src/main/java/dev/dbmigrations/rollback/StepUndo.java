package dev.dbmigrations.rollback;

import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepSql;
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
        if (extent == Extent.CLEAN_UP) {
            return List.of();
        }
        return switch (step.facts().undo()) {
            case Undo.Run run -> run.sql();
            case Undo.Steps steps ->
                steps.steps().stream().flatMap(s -> StepSql.of(s).stream()).toList();
            case Undo.Nothing ignored -> List.of();
            case Undo.Impossible ignored -> List.of();
        };
    }

    /** The steps of its undo, where it takes more than one transaction; else none. */
    public List<Step> steps() {
        return extent == Extent.UNDO && step.facts().undo() instanceof Undo.Steps undo ? undo.steps() : List.of();
    }
}
