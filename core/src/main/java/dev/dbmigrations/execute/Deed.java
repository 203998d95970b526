package dev.dbmigrations.execute;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something done in one transaction together with the events that say so.
 *
 * @param place the step it belongs to; empty when only the journal is written
 * @param budget for its locks
 * @param work does it and gives the events; may be run again after a rollback
 * @param recorded tells from a state whether it has been done
 */
record Deed(Optional<StepPlace> place, LockBudget budget, Work work, Predicate<RunState> recorded) {

    /** What is done inside the transaction. */
    interface Work {
        List<Event> in(Session session);
    }

    private static final LockBudget BOOKS = new LockBudget(Duration.ofSeconds(10), Duration.ZERO);

    /** Nothing but entries in the journal. */
    static Deed note(Predicate<RunState> recorded, Event... events) {
        return new Deed(Optional.empty(), BOOKS, session -> List.of(events), recorded);
    }

    static Deed books(Predicate<RunState> recorded, Work work) {
        return new Deed(Optional.empty(), BOOKS, work, recorded);
    }
}
