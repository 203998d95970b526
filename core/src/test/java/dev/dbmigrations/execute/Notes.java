package dev.dbmigrations.execute;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.history.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener is told. */
class Notes implements RunListener {
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Blocker> blockers = new CopyOnWriteArrayList<>();

    @Override
    public void recorded(String run, Event event) {
        events.add(event.getClass().getSimpleName());
    }

    @Override
    public void waitingForLock(StepPlace place, LockWait wait) {
        blockers.addAll(wait.blockers());
    }

    @Override
    public void paused(String run, String reason) {
        notes.add("paused: " + reason);
    }

    @Override
    public void resumed(String run) {
        notes.add("resumed");
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
