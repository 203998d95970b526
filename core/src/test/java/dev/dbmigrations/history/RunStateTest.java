package dev.dbmigrations.history;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.gated;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.rows;
import static dev.dbmigrations.history.SamplePlans.sql;
import static dev.dbmigrations.history.SamplePlans.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.history.Standing.Wish;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunStateTest {
    private static final Step FIRST = sql("1-add", "select 1", "select 1");
    private static final Step SECOND = rows("2-move", work("update users set b = a", "b is null", "id"));
    private static final Step LAST = sql("3-drop", "select 1", "select 1");
    private static final Plan PLAN =
            plan("1", phase(Phase.Kind.EXPAND, FIRST), phase(Phase.Kind.MIGRATE, SECOND), gated(LAST));
    private static final Event START = new Event.RunStarted(PLAN, CHECKSUMS, Event.Purpose.APPLY);

    private static RunState after(Event... events) {
        List<Event> all = new ArrayList<>(List.of(START));
        all.addAll(List.of(events));
        return RunState.of("r", all);
    }

    private static Event.BatchDone batch(String from, String to) {
        return new Event.BatchDone("2-move", new KeyRange(bound(from), bound(to)), 10);
    }

    private static List<String> bound(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    @Test
    void aRunWithoutEventsHasNotStarted() {
        assertThat(RunState.none("r").standing().stage()).isEqualTo(Stage.NOT_STARTED);
        assertThat(RunState.none("r").next()).isEmpty();
    }

    @Test
    void theNextStepIsTheFirstThatIsNotDone() {
        assertThat(after().next()).contains(FIRST);
        assertThat(after(new Event.StepDone("1-add", 3)).next()).contains(SECOND);
    }

    @Test
    void aStepThatWasBegunIsNotDone() {
        RunState state = after(new Event.StepStarted("1-add"));
        assertThat(state.isBegun(FIRST)).isTrue();
        assertThat(state.isDone(FIRST)).isFalse();
    }

    @Test
    void aRowStepCountsAsBegunWithItsFirstBatch() {
        assertThat(after(batch("", "5")).isBegun(SECOND)).isTrue();
    }

    @Test
    void anUndoneStepIsNeitherDoneNorBegunAndItsRowsAreForgotten() {
        RunState state = after(batch("", "5"), new Event.StepDone("2-move", 1), new Event.StepUndone("2-move"));
        assertThat(state.isDone(SECOND)).isFalse();
        assertThat(state.isBegun(SECOND)).isFalse();
        assertThat(state.steps().undone()).containsExactly("2-move");
    }

    @Test
    void aFailureStandsUntilTheStepIsDone() {
        RunState failed = after(new Event.StepFailed("1-add", "DBM-6101", "no"));
        assertThat(failed.steps().failure()).isPresent();
        assertThat(failed.after(new Event.StepDone("1-add", 1)).steps().failure())
                .isEmpty();
    }

    @Test
    void aGateWaitsUntilItIsOpened() {
        RunState waiting = after(new Event.GateReached(2));
        assertThat(waiting.standing().waitingAt()).hasValue(2);
        RunState opened = waiting.after(new Event.GateOpened(2));
        assertThat(opened.standing().waitingAt()).isEmpty();
        assertThat(opened.standing().openGates()).containsExactly(2);
    }

    @Test
    void theLatestWishCountsAndResumeTakesItBack() {
        RunState paused = after(new Event.PauseRequested("lunch"));
        assertThat(paused.standing().request()).isEqualTo(new Standing.Request(Wish.PAUSE, "lunch"));
        assertThat(paused.after(new Event.AbortRequested("enough"))
                        .standing()
                        .request()
                        .wish())
                .isEqualTo(Wish.ABORT);
        assertThat(paused.after(new Event.ResumeRequested()).standing().request())
                .isEqualTo(Standing.Request.NONE);
    }

    @Test
    void theStageFollowsTheEventsOfTheRun() {
        assertThat(after().standing().stage()).isEqualTo(Stage.RUNNING);
        assertThat(after(new Event.RollbackStarted("down")).standing().stage()).isEqualTo(Stage.ROLLING_BACK);
        assertThat(after(new Event.RunRolledBack()).standing().stage().isOver()).isTrue();
        assertThat(after(new Event.RunCompleted(1)).standing().stage().isOver()).isTrue();
    }

    @Test
    void batchesThatMeetAreOneStretchInWhateverOrderTheyEnd() {
        List<Event> batches = new ArrayList<>();
        batches.add(batch("", "0"));
        for (int i = 0; i < 200; i++) {
            batches.add(batch(Integer.toString(i), Integer.toString(i + 1)));
        }
        batches.add(batch("200", ""));
        long seed = new Random().nextLong();
        Collections.shuffle(batches, new Random(seed));
        RowProgress progress = after(batches.toArray(Event[]::new)).rows("2-move");
        assertThat(progress.done()).as("seed %d", seed).containsExactly(new KeyRange(List.of(), List.of()));
        assertThat(progress.rows()).isEqualTo(2020);
    }

    @Test
    void theTwoOpenEndsOfAKeyDoNotMeet() {
        assertThat(after(batch("9", ""), batch("", "3")).rows("2-move").done()).hasSize(2);
    }

    @Test
    void theExtentStaysAsItWasFixed() {
        Event.ExtentFixed extent = new Event.ExtentFixed("2-move", new KeyRange(List.of(), List.of("900")), 900);
        assertThat(after(extent, batch("", "5")).rows("2-move").extent()).contains(extent);
    }
}
