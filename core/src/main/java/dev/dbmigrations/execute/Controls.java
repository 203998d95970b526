package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.RunControl;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;
import dev.dbmigrations.history.Standing.Wish;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What others ask of a run, as their events in the journal say; looked up at most once a second however often it is asked. */
final class Controls implements RunControl {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Workplace place;
    private final RunLock lock;
    private final Journal journal;
    private final String run;
    private final Purpose purpose;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - FRESH_NANOS);
    private final AtomicBoolean pauseTold = new AtomicBoolean();
    private volatile Standing standing = Standing.NEW;

    /** Whether a wish to abort is for what is done here. */
    enum Purpose {
        GO_ON,
        /** Who takes a run back does what the wish was about. */
        TAKE_BACK
    }

    Controls(Workplace place, RunLock lock, String run) {
        this(place, lock, run, Purpose.GO_ON);
    }

    Controls(Workplace place, RunLock lock, String run, Purpose purpose) {
        this.purpose = purpose;
        this.place = place;
        this.lock = lock;
        this.journal = place.journal();
        this.run = run;
    }

    /** Looks now. */
    void refresh() {
        lookedAt.set(System.nanoTime());
        try {
            List<Event> events = lock.ask(session -> journal.controls(session, run)).stream()
                    .map(Recorded::event)
                    .toList();
            standing = RunState.of(run, events).standing();
        } catch (DatabaseFailure unreachable) {
            place.listener().note("cannot see whether somebody pauses or aborts: " + unreachable.getMessage());
        }
    }

    private void refreshIfStale() {
        long last = lookedAt.get();
        if (System.nanoTime() - last >= FRESH_NANOS && lookedAt.compareAndSet(last, System.nanoTime())) {
            refresh();
        }
    }

    boolean isAborted() {
        return purpose == Purpose.GO_ON && standing.request().wish() == Wish.ABORT;
    }

    boolean isOpen(int gate) {
        return standing.openGates().contains(gate);
    }

    private boolean isPaused() {
        return standing.request().wish() == Wish.PAUSE;
    }

    @Override
    public boolean shouldStop() {
        refreshIfStale();
        return place.stop().isRequested() || lock.isLost() || isAborted();
    }

    @Override
    public void awaitIfPaused() {
        refreshIfStale();
        if (!isPaused()) {
            return;
        }
        if (pauseTold.compareAndSet(false, true)) {
            place.listener().paused(run, reason());
        }
        while (isPaused() && !shouldStop()) {
            place.stop().pause(BETWEEN_LOOKS);
        }
        if (!shouldStop() && pauseTold.compareAndSet(true, false)) {
            place.listener().resumed(run);
        }
    }

    @Override
    public Guidance guidance() {
        refreshIfStale();
        return standing.speed().guidance();
    }

    @Override
    public String reason() {
        if (place.stop().isRequested()) {
            return "stopped as asked";
        }
        return lock.isLost()
                ? "another runner has taken over"
                : standing.request().reason();
    }
}
