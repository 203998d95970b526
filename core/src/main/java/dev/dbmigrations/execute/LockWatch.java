package dev.dbmigrations.execute;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks whom a statement waits for while it may wait without a limit of its own. A lock timeout would not do: it would also
 * end the harmless waits inside a concurrent index build, and leave its wreck. One that waits for others without a break
 * for longer than the patience for locks is cancelled.
 */
final class LockWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Workplace place;
    private final StepPlace step;
    private final Session watched;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Instant> waitingSince = Optional.empty();
    private volatile Optional<LockWait> gaveUp = Optional.empty();

    private LockWatch(Workplace place, StepPlace step, Session watched) {
        this.place = place;
        this.step = step;
        this.watched = watched;
    }

    static LockWatch over(Workplace place, StepPlace step, Session watched) {
        LockWatch watch = new LockWatch(place, step, watched);
        Thread.ofPlatform().name("db-migrations lock watch").daemon().start(watch::watchUntilClosed);
        return watch;
    }

    /** The wait that was ended, if the statement was cancelled for it. */
    Optional<LockWait> gaveUp() {
        return gaveUp;
    }

    private void watchUntilClosed() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unanswered) {
            place.listener().note("cannot see whom the statement waits for: " + unanswered.getMessage());
        }
    }

    private void look() {
        List<Blocker> blockers = place.database().monitor().blockersOf(watched.id());
        if (blockers.isEmpty()) {
            waitingSince = Optional.empty();
            return;
        }
        Instant since = waitingSince.orElseGet(place::now);
        waitingSince = Optional.of(since);
        LockWait wait = new LockWait(1, place.since(since), Duration.ZERO, blockers);
        place.listener().waitingForLock(step, wait);
        if (wait.waited().compareTo(place.settings().locks()) >= 0 && gaveUp.isEmpty()) {
            gaveUp = Optional.of(wait);
            watched.cancel();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
