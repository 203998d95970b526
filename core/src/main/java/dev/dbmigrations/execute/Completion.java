package dev.dbmigrations.execute;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.AppliedMigrations;
import dev.dbmigrations.history.Event;
import java.util.ArrayList;
import java.util.List;

/** What the last transaction of a run adds: the list of applied migrations changes exactly when the run is complete. */
final class Completion {
    private final AppliedMigrations applied;
    private final RunLog log;

    Completion(AppliedMigrations applied, RunLog log) {
        this.applied = applied;
        this.log = log;
    }

    /** The events of a step that is done, with the completion of the run when it is the last. */
    List<Event> events(Session session, StepPlace place, long milliseconds) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.StepDone(place.id(), milliseconds));
        if (place.isLast()) {
            events.add(complete(session, log.state().start().orElseThrow(), log.workedMillis() + milliseconds));
        }
        return events;
    }

    Event complete(Session session, Event.RunStarted start, long milliseconds) {
        switch (start.purpose()) {
            case APPLY -> applied.add(session, start.plan().migration(), start.checksums(), milliseconds);
            case TAKE_BACK -> applied.remove(session, start.plan().migration());
        }
        return new Event.RunCompleted(milliseconds);
    }
}
