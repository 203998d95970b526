package dev.dbmigrations.execute;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A daemon thread that gives a sign of life every few seconds. */
final class Heartbeat {
    static final Duration INTERVAL = Duration.ofSeconds(3);
    static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    Heartbeat(Runnable beat) {
        thread = Thread.ofPlatform().name("db-migrations heartbeat").daemon().unstarted(() -> beatUntilStopped(beat));
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
    }

    private void beatUntilStopped(Runnable beat) {
        try {
            while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                beat.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
