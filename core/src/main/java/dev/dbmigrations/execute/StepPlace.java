package dev.dbmigrations.execute;

import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.util.List;

/**
 * A step where it stands in its run.
 *
 * @param run the run's name
 * @param step the step
 * @param number from 1
 * @param count of all steps
 */
public record StepPlace(String run, Step step, int number, int count) {

    static StepPlace of(String run, Plan plan, Step step) {
        List<Step> all = plan.steps().toList();
        return new StepPlace(run, step, all.indexOf(step) + 1, all.size());
    }

    String id() {
        return step.facts().id();
    }

    boolean isLast() {
        return number == count;
    }

    /** {@code file:line   (step 2 of 5)}, as failures cite it. */
    String where() {
        return step.facts().origin() + "   (step " + number + " of " + count + ")";
    }

    /**
     * The same place as one of the step's statements has it, which may be further down in the file than the first.
     *
     * @param index from 0; negative for none of them
     */
    StepPlace ofStatement(int index) {
        return index >= 0
                        && step instanceof Step.RunSql sql
                        && index < sql.lines().size()
                ? new StepPlace(run, sql.atLine(sql.lines().get(index)), number, count)
                : this;
    }
}
