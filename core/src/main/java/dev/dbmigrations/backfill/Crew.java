package dev.dbmigrations.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The workers of a step and their sessions: when one fails, the others finish the batch they are at. */
final class Crew implements AutoCloseable {
    private final List<Lane> lanes = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    void join(Lane lane) {
        lanes.add(lane);
    }

    Lane first() {
        return lanes.getFirst();
    }

    boolean hasFailed() {
        return !failures.isEmpty();
    }

    /**
     * Lets all work until none has anything left. An interrupt is passed on to them.
     *
     * @throws RuntimeException the failure of the first that failed
     */
    void work(Move move) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                lanes.size(),
                Thread.ofPlatform().daemon().name("db-migrations rows ", 0).factory())) {
            lanes.forEach(lane -> threads.execute(() -> work(move, lane)));
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

    private void work(Move move, Lane lane) {
        try {
            new Worker(move, lane).run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
