package dev.dbmigrations.backfill;

import java.util.concurrent.atomic.AtomicInteger;

/** The batches that are being done just now, counted. Thread-safe. */
final class InFlight {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger ever = new AtomicInteger();

    void begins() {
        ever.incrementAndGet();
        now.incrementAndGet();
    }

    /** However it ended. */
    void ends() {
        now.decrementAndGet();
    }

    /** A mark by which {@link #noneSince} can tell whether a batch was in flight meanwhile. */
    int mark() {
        return now.get() == 0 ? ever.get() : -1;
    }

    boolean noneSince(int mark) {
        return mark == ever.get();
    }
}
