package dev.dbmigrations.execute;

import dev.dbmigrations.history.Event;
import java.util.ArrayList;
import java.util.List;

/** What the last transaction of a run adds to the journal. */
final class Completion {
    private Completion() {}

    /** The events of a step that is done, with the completion of the run when it is the last. */
    static List<Event> events(RunLog log, StepPlace place, long milliseconds) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.StepDone(place.id(), milliseconds));
        if (place.isLast()) {
            events.add(new Event.RunCompleted(log.workedMillis() + milliseconds));
        }
        return events;
    }
}
