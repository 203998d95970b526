package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A statement outside any transaction: begun is recorded before it, done is recorded once the database shows it. What the
 * database shows before the step was ever begun is somebody else's: then the statement is sent all the same, and the server
 * says whether that is a mistake.
 */
final class LoneStep {
    private final Tools tools;

    LoneStep(Tools tools) {
        this.tools = tools;
    }

    void run(StepPlace place, Step.RunAlone step, RunLog log) {
        Instant start = tools.place().now();
        LoneStatements statements = new LoneStatements(tools, place, step);
        try {
            statements.untilDone(log, session -> attempt(statements, session, place, log));
        } catch (DatabaseFailure.Fatal failure) {
            String left = cleanedAway(statements, place, log);
            throw Explain.statement(place, statements.current(), failure, left, log.state());
        } catch (Watched.WaitedTooLong failure) {
            String left = cleanedAway(statements, place, log);
            throw Explain.lockNotGranted(Optional.of(place), failure.lockWait(), left, log.state())
                    .causedBy(failure);
        }
        long took = tools.place().since(start).toMillis();
        tools.transactions()
                .commit(log, Deed.books(s -> s.isDone(step), session -> Completion.events(log, place, took)));
    }

    private void attempt(LoneStatements statements, Session session, StepPlace place, RunLog log) {
        Step.RunAlone step = (Step.RunAlone) place.step();
        boolean shown = statements.shows(session).orElse(false);
        if (shown && log.state().isBegun(step)) {
            return;
        }
        if (!shown && !log.state().isBegun(step)) {
            tools.transactions().commit(log, Deed.note(s -> s.isBegun(step), new Event.StepStarted(place.id())));
        }
        if (statements.cleanUp(session) && statements.shows(session).orElse(false)) {
            return;
        }
        statements.run(session, List.of(step.sql()));
        if (!statements.shows(session).orElse(true)) {
            throw Explain.notAsExpected(place, ((Probe.Ask) step.facts().done()).query(), log.state());
        }
    }

    /** A refused attempt may leave a wreck that costs every write: away with it now rather than at the next attempt. */
    private String cleanedAway(LoneStatements statements, StepPlace place, RunLog log) {
        String refused = statements.current();
        try {
            boolean cleaned = statements.cleanUp(tools.work().get());
            if (cleaned && statements.shows(tools.work().get()).orElse(false)) {
                return "what it had begun has been brought to its end";
            }
            tools.transactions()
                    .commit(log, Deed.note(s -> !s.isBegun(place.step()), new Event.StepUndone(place.id())));
            return "this step changed nothing that has not been cleaned away";
        } catch (DatabaseFailure | MigrationException | Watched.WaitedTooLong failure) {
            tools.place().listener().note("could not clean up after the failed step: " + failure.getMessage());
            return "this step may have left something behind, which the next attempt cleans away";
        } finally {
            statements.remember(refused);
        }
    }
}
