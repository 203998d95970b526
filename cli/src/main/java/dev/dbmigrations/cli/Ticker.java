package dev.dbmigrations.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls something several times a second from its start until it is closed. */
final class Ticker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 150;

    private final Runnable each;
    private final CountDownLatch closed = new CountDownLatch(1);

    Ticker(Runnable each) {
        this.each = each;
    }

    void start() {
        Thread.ofPlatform().daemon().name("progress").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                each.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
