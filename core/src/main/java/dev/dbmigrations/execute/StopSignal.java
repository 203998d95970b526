package dev.dbmigrations.execute;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request to stop cleanly, as Ctrl-C makes it: the statement at work is cancelled, every wait ends, nothing new
 * begins. An interrupt of the run's thread while it waits counts as one. Thread-safe.
 */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final Map<Object, Runnable> atRequest = new HashMap<>();

    public void request() {
        requested.countDown();
        synchronized (atRequest) {
            atRequest.values().forEach(Runnable::run);
        }
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits that long, or until the request. */
    public void pause(Duration duration) {
        try {
            boolean stopped = requested.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            if (stopped) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request();
        }
    }

    /** From now on the action belongs to the request; it takes the place of an earlier one of the same owner. */
    void atRequest(Object owner, Runnable action) {
        synchronized (atRequest) {
            atRequest.put(owner, action);
        }
    }

    void forget(Object owner) {
        synchronized (atRequest) {
            atRequest.remove(owner);
        }
    }
}
