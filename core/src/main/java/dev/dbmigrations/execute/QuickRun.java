package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole run in one transaction: what it does, its journal and the list of applied migrations. Most migrations are like
 * this, and a thousand of them must not take three thousand commits.
 */
final class QuickRun {
    private final Tools tools;

    QuickRun(Tools tools) {
        this.tools = tools;
    }

    /** Whether the plan is no more than one transaction that nobody has to allow. */
    static boolean fits(Plan plan) {
        List<Step> steps = plan.steps().toList();
        return !plan.isGated() && steps.size() <= 1 && steps.stream().allMatch(Step.RunSql.class::isInstance);
    }

    void run(Event.RunStarted start, RunLog log) {
        Optional<Step.RunSql> step = start.plan().steps().findFirst().map(Step.RunSql.class::cast);
        Optional<StepPlace> place = step.map(s -> StepPlace.of(log.run(), start.plan(), s));
        place.ifPresent(tools.place().listener()::stepStarted);
        Script script = new Script(step.map(Step.RunSql::sql).orElse(List.of()));
        Instant begun = tools.place().now();
        Deed.Work work = session -> {
            place.ifPresent(
                    p -> new Watched(tools.place(), p, session).run(tools.budget(p), () -> script.run(session)));
            long took = tools.place().since(begun).toMillis();
            List<Event> events = new ArrayList<>(List.of(start));
            place.ifPresent(p -> events.add(new Event.StepDone(p.id(), took)));
            events.add(new Event.RunCompleted(took));
            return events;
        };
        try {
            commit(place, script, work, log);
        } finally {
            // The session is another migration's next.
            step.filter(s -> !s.facts().settings().isEmpty())
                    .ifPresent(s -> tools.work().discard());
        }
        place.ifPresent(p -> tools.place().listener().stepDone(p, tools.place().since(begun)));
    }

    private void commit(Optional<StepPlace> place, Script script, Deed.Work work, RunLog log) {
        Deed books = Deed.books(s -> s.standing().stage() == Stage.COMPLETED, work);
        Deed deed = place.map(p -> new Deed(place, tools.budget(p), work, books.recorded()))
                .orElse(books);
        try {
            tools.transactions().commit(log, deed);
        } catch (Watched.WaitedTooLong failure) {
            throw Explain.lockNotGranted(place, failure.lockWait(), log.state()).causedBy(failure);
        } catch (DatabaseFailure.Fatal failure) {
            if (place.isEmpty()) {
                throw failure;
            }
            throw Explain.statement(
                    place.get().ofStatement(script.number()), script.current(), failure, "", log.state());
        }
    }
}
