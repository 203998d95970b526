package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps writers out again and again for half of the lock budget, and lets them in for as long or less, so that what is at work meanwhile gains
 * on writers that are faster than we are. Together with the wait for the lock nobody waits for longer than the budget.
 *
 * <p>Works on a connection of its own beside the caller's, until it is closed. Where it cannot, nobody is kept out, and nothing else
 * happens.
 */
final class Brake implements AutoCloseable {
    private final Workplace place;
    private final List<String> lock;
    private final Duration hold;
    private final Duration open;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread thread;

    private Brake(Workplace place, List<String> lock, Duration hold, Duration open) {
        this.place = place;
        this.lock = List.copyOf(lock);
        this.hold = hold;
        this.open = open;
        this.thread = Thread.ofPlatform().daemon().name("db-migrations brake").unstarted(this::run);
    }

    /**
     * @param lock statements that keep writers out until the end of their transaction
     * @param budget how long anybody may wait for us
     * @param force how many times longer they are kept out than let in
     */
    static Brake on(Workplace place, List<String> lock, Duration budget, int force) {
        Duration hold = budget.dividedBy(2);
        Brake brake = new Brake(place, lock, hold, hold.dividedBy(force));
        brake.thread.start();
        return brake;
    }

    private void run() {
        try (Session session = place.database().open(place.self().application() + " brake")) {
            while (released.getCount() > 0) {
                keepOut(session);
                await(open);
            }
        } catch (DatabaseFailure gone) {
            // Writers are as fast as before.
            released.countDown();
        }
    }

    private void keepOut(Session session) {
        try {
            session.inTransaction(new LockBudget(hold, Duration.ZERO), s -> {
                lock.forEach(s::execute);
                await(hold);
                return true;
            });
        } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable busy) {
            // Somebody else keeps writers out, or works for long: the next turn may do better.
        }
    }

    private void await(Duration time) {
        try {
            if (released.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            released.countDown();
        }
    }

    @Override
    public void close() {
        released.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
