package dev.dbmigrations.backfill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * The workers of a step, each with a session of its own: as many as are wanted at the moment. The first is always there.
 * When one fails, the others finish the batch they are at. Thread-safe.
 */
final class Crew implements AutoCloseable {
    private static final int FIRST = 0;

    private final IntFunction<Lane> lanes;
    private final Lane first;
    private final Queue<Throwable> failures;
    private final Map<Integer, Thread> atWork = new HashMap<>();
    private final Set<Integer> dismissed = new HashSet<>();
    private boolean over;

    /**
     * @param lanes gives the lane of a worker
     * @param failures takes those of workers
     */
    Crew(IntFunction<Lane> lanes, Queue<Throwable> failures) {
        this.failures = failures;
        this.lanes = lanes;
        this.first = lanes.apply(FIRST);
    }

    Lane first() {
        return first;
    }

    Queue<Throwable> failures() {
        return failures;
    }

    /**
     * Lets workers work until none has anything left. An interrupt is passed on to them.
     *
     * @param wanted how many there should be; asked before every batch
     * @throws RuntimeException the failure of the first that failed
     */
    void work(Move move, IntSupplier wanted) {
        staff(move, wanted);
        awaitEnd();
        Throwable failure = failures.poll();
        if (failure != null) {
            failures.forEach(failure::addSuppressed);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    /** Whoever asks is a worker before a batch, or the one who begins. */
    private synchronized void staff(Move move, IntSupplier wanted) {
        int most = Math.min(wanted.getAsInt(), Targets.MOST_WORKERS);
        for (int worker = FIRST; worker < Targets.MOST_WORKERS && !over && staying() < most; worker++) {
            if (!atWork.containsKey(worker)) {
                begin(worker, move, wanted);
            }
        }
    }

    private int staying() {
        return atWork.size() - dismissed.size();
    }

    private void begin(int worker, Move move, IntSupplier wanted) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("db-migrations rows " + worker)
                .unstarted(() -> run(worker, move, wanted));
        atWork.put(worker, thread);
        thread.start();
    }

    private void run(int worker, Move move, IntSupplier wanted) {
        Lane lane = worker == FIRST ? first : lanes.apply(worker);
        try {
            new Worker(move, lane, mayLeave -> stays(worker, mayLeave, move, wanted)).run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        } finally {
            if (worker != FIRST) {
                lane.close();
            }
            left(worker);
        }
    }

    /** Hires before a batch who is missing, and tells a worker whether it is one too many. */
    private synchronized boolean stays(int worker, boolean mayLeave, Move move, IntSupplier wanted) {
        staff(move, wanted);
        if (worker == FIRST || !mayLeave || staying() <= wanted.getAsInt()) {
            return true;
        }
        dismissed.add(worker);
        return false;
    }

    /** Who leaves without being told to has found nothing more to do, or failed. */
    private synchronized void left(int worker) {
        over |= !dismissed.remove(worker);
        atWork.remove(worker);
        notifyAll();
    }

    private synchronized void awaitEnd() {
        boolean interrupted = false;
        while (!atWork.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                List<Thread> all = new ArrayList<>(atWork.values());
                all.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        first.close();
    }
}
