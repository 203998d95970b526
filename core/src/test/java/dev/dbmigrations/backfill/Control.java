package dev.dbmigrations.backfill;

import dev.dbmigrations.history.Guidance;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A control in the hands of a test. */
final class Control implements RunControl {
    private final AtomicInteger questions = new AtomicInteger();
    volatile Guidance guidance = Guidance.NONE;
    private volatile boolean stop;
    private volatile int stopAtQuestion = Integer.MAX_VALUE;
    private volatile CountDownLatch resumed = new CountDownLatch(0);
    private volatile CountDownLatch reached = new CountDownLatch(1);

    void stop() {
        stop = true;
        resumed.countDown();
    }

    void stopAtQuestion(int number) {
        stopAtQuestion = number;
    }

    void pause() {
        reached = new CountDownLatch(1);
        resumed = new CountDownLatch(1);
    }

    void resume() {
        resumed.countDown();
    }

    /** Waits until somebody is held by the pause. */
    void awaitSomebodyPaused() throws InterruptedException {
        reached.await();
    }

    @Override
    public boolean shouldStop() {
        return stop || questions.incrementAndGet() >= stopAtQuestion;
    }

    @Override
    public void awaitIfPaused() {
        if (resumed.getCount() > 0) {
            reached.countDown();
        }
        try {
            resumed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String reason() {
        return resumed.getCount() > 0 ? "paused: the shop is busy" : stop ? "aborted" : "";
    }

    @Override
    public Guidance guidance() {
        return guidance;
    }
}
