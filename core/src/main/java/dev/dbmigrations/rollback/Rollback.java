package dev.dbmigrations.rollback;

import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way back of a run from where it stands: a plan and its journal folded into undos. */
public sealed interface Rollback {

    /** Everything can be undone, in this order. */
    record Possible(List<StepUndo> undos) implements Rollback {
        public Possible {
            undos = List.copyOf(undos);
        }
    }

    /** Something cannot be undone, so nothing is. */
    record Impossible(List<Obstacle> obstacles) implements Rollback {
        public Impossible {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * @param step that was done
     * @param because why it cannot be taken back
     */
    record Obstacle(Step step, String because) {}

    /** Tells whether a step that was begun outside a transaction, and of which no end is recorded, took effect. */
    @FunctionalInterface
    interface Evidence {
        boolean tookEffect(Step step);
    }

    static Rollback of(RunState state, Evidence evidence) {
        List<StepUndo> undos = new ArrayList<>();
        List<Obstacle> obstacles = new ArrayList<>();
        List<Step> steps = new ArrayList<>(state.plan().steps().toList());
        Collections.reverse(steps);
        for (Step step : steps) {
            if (!state.isDone(step) && !state.isBegun(step)) {
                continue;
            }
            boolean effective = state.isDone(step) || isBeingUndone(step, state) || tookEffect(step, evidence);
            undos.add(new StepUndo(step, effective ? StepUndo.Extent.UNDO : StepUndo.Extent.CLEAN_UP));
            if (effective && step.facts().undo() instanceof Undo.Impossible impossible) {
                obstacles.add(new Obstacle(step, impossible.because()));
            }
        }
        return obstacles.isEmpty() ? new Possible(undos) : new Impossible(obstacles);
    }

    /** An undo by steps that was broken off: what it has done already may hide the effect of the step. */
    private static boolean isBeingUndone(Step step, RunState state) {
        return step.facts().undo() instanceof Undo.Steps undo
                && undo.steps().stream().anyMatch(s -> state.isDone(s) || state.isBegun(s));
    }

    /** Of a step made of many transactions, some may have been committed: its undo has to bear that. */
    private static boolean tookEffect(Step step, Evidence evidence) {
        return switch (step) {
            case Step.RunAlone alone -> evidence.tookEffect(alone);
            case Step.MoveRows rows -> true;
            case Step.RunSql sql -> false;
            case Step.CatchUp catchUp -> false;
            case Step.Prove proof -> false;
            case Step.CompareTables comparison -> false;
        };
    }
}
