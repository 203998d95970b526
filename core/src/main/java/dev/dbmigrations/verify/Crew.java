package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.RunControl;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The workers of one pass: when one fails, the others end with the range they are at. */
final class Crew implements RunControl {
    private final RunControl control;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Crew(RunControl control) {
        this.control = control;
    }

    /**
     * Runs the same work that many times at once, and returns when all have ended. An interrupt is passed on to them.
     *
     * @throws RuntimeException the failure of the first that failed
     */
    void work(int workers, Runnable work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                workers,
                Thread.ofPlatform().daemon().name("db-migrations verify ", 0).factory())) {
            for (int worker = 0; worker < workers; worker++) {
                threads.execute(() -> attempt(work));
            }
        }
        Throwable first = failures.poll();
        if (first != null) {
            failures.forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) first;
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            failures.add(failure);
        }
    }

    @Override
    public boolean shouldStop() {
        return !failures.isEmpty() || control.shouldStop();
    }

    @Override
    public void awaitIfPaused() {
        control.awaitIfPaused();
    }

    @Override
    public String reason() {
        return control.reason();
    }
}
