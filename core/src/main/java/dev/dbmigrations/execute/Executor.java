package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.RunName;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Carries a plan out phase by phase, from its beginning or from wherever the journal ends. */
final class Executor {
    private final Tools tools;
    private final StepRunner runner;

    Executor(Tools tools) {
        this.tools = tools;
        this.runner = new StepRunner(tools);
    }

    RunOutcome start(Assignment assignment) {
        Plan plan = assignment.plan();
        tools.work().needs(List.of());
        Optional<String> stale = assignment.freshness().staleBecause(plan);
        if (stale.isPresent()) {
            throw Refused.stale(plan, stale.get());
        }
        check(plan);
        RunLog log = tools.log(RunName.of(plan.migration(), tools.place().now()));
        Event.RunStarted start = new Event.RunStarted(plan, assignment.checksums(), assignment.purpose());
        if (QuickRun.fits(plan)) {
            new QuickRun(tools).run(start, log);
            new Aftermath(tools).behindTheEnd(log);
            return new RunOutcome(RunOutcome.Ending.COMPLETED, log.state());
        }
        tools.transactions().commit(log, Deed.note(s -> s.start().isPresent(), start));
        return carryOn(log);
    }

    /** All checks are made, so that everything there is to mend is told at once. */
    private void check(Plan plan) {
        Questions questions = new Questions(tools);
        List<Asking.Found> found = plan.checks().stream()
                .flatMap(check -> asked(questions, plan, check).stream())
                .toList();
        if (!found.isEmpty()) {
            throw Findings.notReady(plan, found);
        }
        new Aftermath(tools).foresee(plan);
    }

    private static Optional<Asking.Found> asked(Questions questions, Plan plan, DataCheck check) {
        try {
            return questions.ask(check);
        } catch (DatabaseFailure.Fatal failure) {
            throw Findings.cannotAsk(plan.migration().path(), check, failure);
        }
    }

    /** Goes on with a run whose state the log has read. */
    RunOutcome carryOn(RunLog log) {
        Controls controls = new Controls(tools.place(), tools.lock(), log.run());
        List<Phase> phases = log.state().plan().phases();
        for (int phase = 0; phase < phases.size(); phase++) {
            if (phases.get(phase).steps().stream().allMatch(log.state()::isDone)) {
                continue;
            }
            if (phases.get(phase).isGated()
                    && phases.get(phase).steps().stream().noneMatch(log.state()::isDone)) {
                new Aftermath(tools).beforeTheGate(log);
            }
            if (!mayEnter(phase, log, controls)) {
                return new RunOutcome(RunOutcome.Ending.WAITING_AT_GATE, log.state());
            }
            refuseStrangers(phases.get(phase), log);
            if (!isThrough(phases.get(phase), log, controls)) {
                return new RunOutcome(RunOutcome.Ending.ABORTED, tools.lock().ask(log::reload));
            }
        }
        completeWithoutStep(log);
        new Aftermath(tools).behindTheEnd(log);
        return new RunOutcome(RunOutcome.Ending.COMPLETED, log.state());
    }

    /** False when somebody aborted the run. */
    private boolean isThrough(Phase phase, RunLog log, Controls controls) {
        for (Step step : phase.steps()) {
            while (!log.state().isDone(step)) {
                controls.refresh();
                controls.awaitIfPaused();
                Stopped.check(tools.place().stop(), Next.again(log.state()));
                if (controls.isAborted()) {
                    return false;
                }
                tools.lock().ensureOwned();
                tools.work().needs(settingsBefore(step, log));
                runner.run(StepPlace.of(log.run(), log.state().plan(), step), log, controls);
            }
        }
        return true;
    }

    /** Before the old shape goes, and with it whatever others have built on it meanwhile. */
    private void refuseStrangers(Phase phase, RunLog log) {
        Plan plan = log.state().plan();
        if (phase.kind() != Phase.Kind.CONTRACT || phase.steps().stream().anyMatch(log.state()::isDone)) {
            return;
        }
        Workplace place = tools.place();
        List<TableName> tables = plan.basis().tables();
        Schema now = new PatientLook(place.database(), place.settings().locks(), place.attendance())
                .at(tables, () -> place.database().catalog().read(tables));
        List<String> strangers = new Strangers(plan).in(now);
        if (!strangers.isEmpty()) {
            throw Refused.strangers(plan, strangers);
        }
    }

    private static List<String> settingsBefore(Step step, RunLog log) {
        return log.state()
                .plan()
                .steps()
                .takeWhile(earlier -> !earlier.equals(step))
                .flatMap(earlier -> earlier.facts().settings().stream())
                .toList();
    }

    private boolean mayEnter(int phase, RunLog log, Controls controls) {
        Phase next = log.state().plan().phases().get(phase);
        if (!next.isGated() || log.state().standing().openGates().contains(phase)) {
            return true;
        }
        controls.refresh();
        if (controls.isOpen(phase)) {
            return true;
        }
        boolean open = next.kind() == Phase.Kind.RETIRE
                ? isWindowOver(phase, log)
                : tools.place().settings().gates() == Settings.Gates.OPEN;
        if (open) {
            note(log, new Event.GateOpened(phase));
            return true;
        }
        if (log.state().standing().waitingAt().orElse(-1) != phase) {
            note(log, new Event.GateReached(phase));
        }
        tools.place().listener().gate(log.run(), phase, next.gate());
        return false;
    }

    /** Counted from when the run came to the gate. */
    private boolean isWindowOver(int phase, RunLog log) {
        Duration window = tools.place().settings().revertWindow();
        if (window.isZero()) {
            return true;
        }
        return tools.place().journal().read(tools.work().get(), log.run()).stream()
                .filter(r -> r.event() instanceof Event.GateReached reached && reached.phase() == phase)
                .findFirst()
                .filter(r -> tools.place().since(r.at()).compareTo(window) >= 0)
                .isPresent();
    }

    /** Twice in the journal is as good as once, so nobody looks whether it is there. */
    private void note(RunLog log, Event event) {
        tools.transactions().commit(log, Deed.note(s -> false, event));
    }

    /** The last step completes its run; only a plan whose last steps are none needs more. */
    private void completeWithoutStep(RunLog log) {
        if (log.state().standing().stage() == Stage.COMPLETED) {
            return;
        }
        Event completed = new Event.RunCompleted(log.workedMillis());
        tools.transactions().commit(log, Deed.note(s -> s.standing().stage() == Stage.COMPLETED, completed));
    }
}
