package dev.dbmigrations.execute;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.AppliedMigrations;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One run's part of the journal, and its state as this process knows it. */
final class RunLog {
    private static final int MOST_BLOCKERS = 5;

    private final Journal journal;
    private final AppliedMigrations applied;
    private final RunListener listener;
    private final String run;
    private RunState state;
    private long workedMillis;
    private final Map<String, Event.LockWaited> waits = new TreeMap<>();

    RunLog(Journal journal, AppliedMigrations applied, RunListener listener, String run) {
        this.journal = journal;
        this.applied = applied;
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

    /** A step was refused its locks once more; it is recorded with the step's end. */
    void waited(String step, Duration sinceFirst, List<String> blockers) {
        Event.LockWaited before = waits.getOrDefault(step, new Event.LockWaited(step, 0, 0, List.of()));
        List<String> all = Stream.concat(before.blockers().stream(), blockers.stream())
                .distinct()
                .limit(MOST_BLOCKERS)
                .toList();
        long longest = Math.max(before.milliseconds(), sinceFirst.toMillis());
        waits.put(step, new Event.LockWaited(step, before.attempts() + 1, longest, all));
    }

    private List<Event> withWaits(List<Event> events) {
        List<Event> all = new ArrayList<>();
        for (Event event : events) {
            String ended = ended(event);
            if (waits.containsKey(ended)) {
                all.add(waits.get(ended));
            }
            all.add(event);
        }
        return all;
    }

    private static String ended(Event event) {
        if (event instanceof Event.StepDone done) {
            return done.step();
        }
        return event instanceof Event.StepFailed failed ? failed.step() : "";
    }

    /** Reads everything anew. */
    RunState reload(Session session) {
        List<Event> events =
                journal.read(session, run).stream().map(Recorded::event).toList();
        state = RunState.of(run, events);
        workedMillis = events.stream().mapToLong(RunLog::milliseconds).sum();
        return state;
    }

    /** Inside the transaction of what the events tell of. The list of applied migrations changes with the step that applies one. */
    void append(Session session, List<Event> ofTheDeed) {
        List<Event> events = withWaits(ofTheDeed);
        Event.RunStarted start =
                RunState.of(run, events).start().or(state::start).orElse(null);
        if (start == null) {
            journal.append(session, run, events);
            return;
        }
        Migration.Id migration = start.plan().migration();
        boolean entered = isEntered(start.plan(), events);
        if (entered && start.purpose() == Event.Purpose.APPLY) {
            long worked = workedMillis
                    + events.stream().mapToLong(RunLog::milliseconds).sum();
            var ended = new Journal.Ended(applied, migration, start.checksums(), worked);
            journal.appendLast(session, run, events, ended);
            return;
        }
        boolean takenBack = entered && start.purpose() == Event.Purpose.TAKE_BACK;
        if (takenBack || isTakenOut(start, events)) {
            applied.remove(session, migration);
        }
        journal.append(session, run, events);
    }

    /** With the last step of a plan, or with the one behind which only what was kept for the way back goes. */
    private static boolean isEntered(Plan plan, List<Event> events) {
        return plan.applying()
                .map(step -> events.stream()
                        .anyMatch(e -> e instanceof Event.StepDone done
                                && done.step().equals(step.facts().id())))
                .orElseGet(() -> events.getLast() instanceof Event.RunCompleted);
    }

    /** When the step that had applied the migration is undone. */
    private static boolean isTakenOut(Event.RunStarted start, List<Event> events) {
        return start.purpose() == Event.Purpose.APPLY
                && start.plan()
                        .applying()
                        .filter(step -> events.stream()
                                .anyMatch(e -> e instanceof Event.StepUndone undone
                                        && undone.step().equals(step.facts().id())))
                        .isPresent();
    }

    /** After that transaction's commit. */
    void committed(List<Event> events) {
        for (Event event : events) {
            waits.remove(ended(event));
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
