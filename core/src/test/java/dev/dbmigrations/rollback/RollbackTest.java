package dev.dbmigrations.rollback;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.facts;
import static dev.dbmigrations.history.SamplePlans.index;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.rows;
import static dev.dbmigrations.history.SamplePlans.sql;
import static dev.dbmigrations.history.SamplePlans.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.rollback.StepUndo.Extent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private static final Step ADD = sql("1-add", "drop it", "add it");
    private static final Step INDEX = index("2-index", "i", "users (a)");
    private static final Step MOVE = rows("3-move", work("update users set b = a", "b is null", "id"));
    private static final Step BURN = new Step.RunSql(
            facts("4-burn", Envelope.BRIEF, new Reversal(new Undo.Impossible("it is gone"), Probe.journal())),
            List.of("drop table t"));
    private static final Plan PLAN = plan("1", phase(Kind.EXPAND, ADD, INDEX), phase(Kind.MIGRATE, MOVE, BURN));

    private static Rollback rollback(boolean indexIsThere, Event... events) {
        List<Event> all = new ArrayList<>(List.of(new Event.RunStarted(PLAN, CHECKSUMS, Event.Purpose.APPLY)));
        all.addAll(List.of(events));
        return Rollback.of(RunState.of("r", all), step -> indexIsThere);
    }

    private static Rollback possible(StepUndo... undos) {
        return new Rollback.Possible(List.of(undos));
    }

    private static Event done(Step step) {
        return new Event.StepDone(step.facts().id(), 1);
    }

    @Test
    void whatWasNotBegunIsNotUndone() {
        assertThat(rollback(false)).isEqualTo(possible());
    }

    @Test
    void stepsAreUndoneInReverseOrder() {
        assertThat(rollback(true, done(ADD), done(INDEX)))
                .isEqualTo(possible(new StepUndo(INDEX, Extent.UNDO), new StepUndo(ADD, Extent.UNDO)));
    }

    @Test
    void aStepThatWasBegunAloneIsUndoneIfItTookEffectAndElseOnlyCleanedUp() {
        Event begun = new Event.StepStarted("2-index");
        assertThat(rollback(true, begun)).isEqualTo(possible(new StepUndo(INDEX, Extent.UNDO)));
        assertThat(rollback(false, begun)).isEqualTo(possible(new StepUndo(INDEX, Extent.CLEAN_UP)));
    }

    @Test
    void rowsThatWereMovedOnlyInPartAreUndoneToo() {
        Event batch = new Event.BatchDone("3-move", new KeyRange(List.of(), List.of("9")), 9);
        assertThat(rollback(true, batch)).isEqualTo(possible(new StepUndo(MOVE, Extent.UNDO)));
    }

    @Test
    void whatIsUndoneAlreadyIsNotUndoneAgain() {
        assertThat(rollback(
                        true, done(ADD), done(INDEX), new Event.RollbackStarted("x"), new Event.StepUndone("2-index")))
                .isEqualTo(possible(new StepUndo(ADD, Extent.UNDO)));
    }

    @Test
    void oneStepThatCannotBeUndoneMakesTheWholeImpossible() {
        assertThat(rollback(true, done(ADD), done(INDEX), done(MOVE), done(BURN)))
                .isEqualTo(new Rollback.Impossible(List.of(new Rollback.Obstacle(BURN, "it is gone"))));
    }

    @Test
    void aStepThatCannotBeUndoneIsNoObstacleBeforeItIsDone() {
        assertThat(rollback(true, done(ADD))).isEqualTo(possible(new StepUndo(ADD, Extent.UNDO)));
    }
}
