package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.rollback.Rollback;
import dev.dbmigrations.rollback.StepUndo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a run back step by step, in reverse order; killed in between, it goes on where its journal ends. */
final class Unwinder {
    private final Tools tools;

    Unwinder(Tools tools) {
        this.tools = tools;
    }

    RunState takeBack(RunLog log, String reason) {
        tools.work().needs(List.of());
        List<StepUndo> undos = possible(log);
        if (log.state().standing().stage() != Stage.ROLLING_BACK) {
            tools.transactions()
                    .commit(
                            log,
                            Deed.note(
                                    s -> s.standing().stage() == Stage.ROLLING_BACK,
                                    new Event.RollbackStarted(reason)));
        }
        for (int i = 0; i < undos.size(); i++) {
            tools.lock().ensureOwned();
            undo(undos.subList(i, undos.size()), log);
        }
        if (!log.state().standing().stage().isOver()) {
            tools.transactions().commit(log, Deed.note(s -> s.standing().stage().isOver(), new Event.RunRolledBack()));
        }
        return log.state();
    }

    /** All undos that are to be run; refused as a whole before the first when one of them cannot be. */
    private List<StepUndo> possible(RunLog log) {
        return switch (Rollback.of(log.state(), step -> tookEffect(step, log))) {
            case Rollback.Possible(List < StepUndo > undos) -> undos;
            case Rollback.Impossible(List < Rollback.Obstacle > obstacles) ->
                throw UndoFailed.impossible(log.state(), obstacles);
        };
    }

    /** A step whose effect nobody can ask for counts as without one: only a cleaner may know, and its clean-up runs. */
    private boolean tookEffect(Step step, RunLog log) {
        if (!(step instanceof Step.RunAlone alone)) {
            return false;
        }
        StepPlace place = StepPlace.of(log.run(), log.state().plan(), step);
        LoneStatements statements = new LoneStatements(tools, place, alone);
        boolean[] shows = new boolean[1];
        statements.untilDone(
                log, session -> shows[0] = statements.shows(session).orElse(false));
        return shows[0];
    }

    /** Undoes the first of those that remain. */
    private void undo(List<StepUndo> remaining, RunLog log) {
        StepUndo undo = remaining.getFirst();
        StepPlace place = StepPlace.of(log.run(), log.state().plan(), undo.step());
        tools.place().listener().undoStarted(place);
        List<Event> events = new ArrayList<>(List.of(new Event.StepUndone(place.id())));
        if (remaining.size() == 1) {
            events.add(new Event.RunRolledBack());
        }
        try {
            if (!undo.steps().isEmpty()) {
                undoBySteps(undo, place, log);
                tools.transactions().commit(log, Deed.note(s -> isUndone(s, place), events.toArray(Event[]::new)));
            } else if (undo.step() instanceof Step.RunAlone alone) {
                undoAlone(undo, alone, place, log);
                tools.transactions().commit(log, Deed.note(s -> isUndone(s, place), events.toArray(Event[]::new)));
            } else {
                undoTogether(undo, place, log, events);
            }
        } catch (DatabaseFailure.Fatal failure) {
            throw recorded(place, UndoFailed.refused(place, remaining, failure, log.state()), log);
        } catch (Watched.WaitedTooLong failure) {
            throw Explain.lockNotGranted(Optional.of(place), failure.lockWait(), log.state())
                    .causedBy(failure);
        }
        tools.place().listener().undone(place);
    }

    private void undoTogether(StepUndo undo, StepPlace place, RunLog log, List<Event> events) {
        Deed deed = new Deed(
                Optional.of(place),
                tools.budget(place),
                session -> {
                    Script script = new Script(undo.statements());
                    new Watched(tools.place(), place, session).run(tools.budget(place), () -> script.run(session));
                    return events;
                },
                s -> isUndone(s, place));
        tools.transactions().commit(log, deed);
    }

    private void undoBySteps(StepUndo undo, StepPlace place, RunLog log) {
        Controls controls = new Controls(tools.place(), tools.lock(), log.run(), Controls.Purpose.TAKE_BACK);
        StepRunner runner = new StepRunner(tools);
        List<Step> steps = undo.steps();
        for (int i = 0; i < steps.size(); i++) {
            // The last of all is the entry that the whole is undone.
            StepPlace part = new StepPlace(place.run(), steps.get(i), i + 1, steps.size() + 1);
            while (!log.state().isDone(steps.get(i))) {
                Stopped.check(tools.place().stop(), Next.again(log.state()));
                tools.lock().ensureOwned();
                runner.run(part, log, controls);
            }
        }
    }

    /** The database may already be without the step: killed between the undo and its entry in the journal. */
    private void undoAlone(StepUndo undo, Step.RunAlone step, StepPlace place, RunLog log) {
        LoneStatements statements = new LoneStatements(tools, place, step);
        statements.untilDone(log, session -> {
            if (statements.shows(session).orElse(true)) {
                statements.run(session, undo.statements());
            }
            statements.cleanUp(session);
        });
    }

    private static boolean isUndone(RunState state, StepPlace place) {
        return state.steps().undone().contains(place.id());
    }

    private MigrationException recorded(StepPlace place, MigrationException failure, RunLog log) {
        try {
            Event failed = new Event.StepFailed(place.id(), failure.code(), failure.what());
            tools.transactions().commit(log, Deed.note(s -> s.steps().failure().isPresent(), failed));
        } catch (DatabaseFailure | MigrationException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
        return failure;
    }
}
