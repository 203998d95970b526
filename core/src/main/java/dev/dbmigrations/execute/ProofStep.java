package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.Optional;

/** A proof by counting: what must not be there is counted, and a single row stops the run before anything is contracted. */
final class ProofStep {
    private final Tools tools;

    ProofStep(Tools tools) {
        this.tools = tools;
    }

    void run(StepPlace place, Step.Prove step, RunLog log) {
        Instant start = tools.place().now();
        Optional<Asking.Found> found = found(place, step);
        if (found.isPresent()) {
            throw Findings.notProved(place, found.get(), log.state());
        }
        long took = tools.place().since(start).toMillis();
        tools.transactions()
                .commit(log, Deed.books(s -> s.isDone(step), session -> Completion.events(log, place, took)));
    }

    private Optional<Asking.Found> found(StepPlace place, Step.Prove step) {
        try {
            return new Questions(tools).ask(step.check());
        } catch (DatabaseFailure.Fatal failure) {
            throw Findings.cannotAsk(place.where(), step.check(), failure);
        }
    }
}
