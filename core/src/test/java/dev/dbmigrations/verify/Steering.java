package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.RunControl;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A control in the hands of a test: it is told of each question, and stops when it wants. */
final class Steering implements RunControl {
    private final AtomicInteger questions = new AtomicInteger();
    private volatile IntConsumer atQuestion = number -> {};
    private volatile boolean stop;

    void stop() {
        stop = true;
    }

    void goOn() {
        stop = false;
        atQuestion = number -> {};
    }

    /** Does something whenever a worker asks, before it is answered; questions count from 1. */
    void atQuestion(IntConsumer deed) {
        questions.set(0);
        atQuestion = deed;
    }

    @Override
    public boolean shouldStop() {
        atQuestion.accept(questions.incrementAndGet());
        return stop;
    }

    @Override
    public void awaitIfPaused() {}

    @Override
    public String reason() {
        return stop ? "stopped" : "";
    }
}
