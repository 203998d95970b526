package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.Optional;

/** Statements in one transaction with the entry that says they are done. */
final class SqlStep {
    private final Tools tools;

    SqlStep(Tools tools) {
        this.tools = tools;
    }

    void run(StepPlace place, Step.RunSql step, RunLog log) {
        Instant start = tools.place().now();
        Script script = new Script(step.sql());
        Deed deed = deed(
                place,
                script,
                session ->
                        Completion.events(log, place, tools.place().since(start).toMillis()));
        try {
            tools.transactions().commit(log, deed);
        } catch (Watched.WaitedTooLong failure) {
            throw Explain.lockNotGranted(Optional.of(place), failure.lockWait(), log.state())
                    .causedBy(failure);
        } catch (DatabaseFailure.Fatal failure) {
            throw Explain.statement(
                    place.ofStatement(script.number()),
                    script.current(),
                    failure,
                    "this step changed nothing",
                    log.state());
        }
    }

    private Deed deed(StepPlace place, Script script, Deed.Work after) {
        return new Deed(
                Optional.of(place),
                tools.budget(place),
                session -> {
                    Watched watched = new Watched(tools.place(), place, session);
                    watched.run(tools.budget(place), () -> script.run(session));
                    return after.in(session);
                },
                state -> state.isDone(place.step()));
    }
}
