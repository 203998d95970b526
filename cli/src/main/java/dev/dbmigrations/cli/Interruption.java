package dev.dbmigrations.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request to stop, as Ctrl-C makes it: work in hand is brought to a safe place first. Thread-safe. */
public final class Interruption {
    /** What has nothing to bring to a safe place still closes what it opened. */
    private static final long FAREWELL_SECONDS = 2;

    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean requested;
    private @Nullable Runnable stop;

    /** Says how to stop; done at once if it was asked for before. */
    public synchronized void onRequest(Runnable howToStop) {
        stop = howToStop;
        if (requested) {
            howToStop.run();
        }
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /** Asks to stop, and says whether somebody knows how. */
    public synchronized boolean request() {
        requested = true;
        Optional.ofNullable(stop).ifPresent(Runnable::run);
        return stop != null;
    }

    /** What the Java machine does when it is told to end: nothing once the program has. */
    void installInProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "interrupted"));
    }

    private void stopAndWait() {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            if (request()) {
                ended.await();
            } else if (!ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void programEnded() {
        ended.countDown();
    }
}
