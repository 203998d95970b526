package dev.dbmigrations.execute;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import java.util.List;
import java.util.function.Predicate;

/** One run's part of the journal, and its state as this process knows it. */
final class RunLog {
    private final Journal journal;
    private final RunListener listener;
    private final String run;
    private RunState state;
    private long workedMillis;

    RunLog(Journal journal, RunListener listener, String run) {
        this.journal = journal;
        this.listener = listener;
        this.run = run;
        this.state = RunState.none(run);
    }

    String run() {
        return run;
    }

    RunState state() {
        return state;
    }

    /** How long the steps that are done have taken, waiting at gates not counted. */
    long workedMillis() {
        return workedMillis;
    }

    /** Reads everything anew. */
    RunState reload(Session session) {
        List<Event> events =
                journal.read(session, run).stream().map(Recorded::event).toList();
        state = RunState.of(run, events);
        workedMillis = events.stream().mapToLong(RunLog::milliseconds).sum();
        return state;
    }

    /** Inside the transaction of what the events tell of. */
    void append(Session session, List<Event> events) {
        journal.append(session, run, events);
    }

    /** After that transaction's commit. */
    void committed(List<Event> events) {
        for (Event event : events) {
            state = state.after(event);
            workedMillis += milliseconds(event);
        }
        tell(events);
    }

    private void tell(List<Event> events) {
        events.forEach(event -> listener.recorded(run, event));
    }

    /** After a commit whose answer was lost: the journal is read, and if it shows the deed, its events are told. */
    boolean found(Session session, Predicate<RunState> deed, List<Event> events) {
        boolean found = deed.test(reload(session));
        if (found) {
            tell(events);
        }
        return found;
    }

    private static long milliseconds(Event event) {
        return event instanceof Event.StepDone done ? done.milliseconds() : 0;
    }
}
