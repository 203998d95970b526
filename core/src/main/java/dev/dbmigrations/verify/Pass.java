package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.ProgressMeter;
import dev.dbmigrations.backfill.Time;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One pass over both tables. Nothing of it outlives it: the next one knows neither what this one has found nor how far it
 * came (must-not-fail 69 and 73). Thread-safe.
 */
final class Pass {
    private static final Duration BETWEEN_ENTRIES = Duration.ofSeconds(5);
    private static final int MOST_EXAMPLES = 20;

    private final Ledger ledger;
    private final Coverage coverage;
    private final ProgressMeter meter;
    private final Time time;
    private final List<String> examples = new ArrayList<>();
    private final Lock writing = new ReentrantLock();
    private List<String> recorded;
    private Instant lastEntry;
    private final AtomicLong unrecordedRows = new AtomicLong();
    private volatile boolean dirty;

    /** @param start up to where an earlier process found no difference; empty for the beginning */
    Pass(Ledger ledger, List<String> start, ProgressMeter meter, Time time) {
        this.ledger = ledger;
        this.coverage = new Coverage(start);
        this.recorded = List.copyOf(start);
        this.meter = meter;
        this.time = time;
        this.lastEntry = time.now();
    }

    /** Takes note of a range in which nothing differs. */
    void equal(KeyRange range, long rows) {
        done(range, rows);
    }

    /** Writes down now and then how far everything is equal; nobody who compares waits for it. */
    void record(Session session) {
        if (!writing.tryLock()) {
            return;
        }
        try {
            List<String> low = coverage.low();
            boolean due = time.since(lastEntry).compareTo(BETWEEN_ENTRIES) >= 0;
            if (due && !dirty && !low.isEmpty() && !low.equals(recorded)) {
                List<String> from = recorded;
                recorded = low;
                lastEntry = time.now();
                ledger.equal(session, new KeyRange(from, low), unrecordedRows.getAndSet(0));
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Takes note of a difference before anything is done about it: a process that goes on must not build on this pass, and
     * nothing of it is written down any more.
     */
    void differs(Session session, KeyRange range) {
        writing.lock();
        try {
            dirty = true;
            ledger.differs(session, range);
        } finally {
            writing.unlock();
        }
    }

    /** Takes note of keys that differed, as many as a person wants to read. */
    synchronized void note(List<String> keys) {
        keys.stream().limit(MOST_EXAMPLES - (long) examples.size()).forEach(examples::add);
    }

    /** How many more examples are of use. */
    synchronized int room() {
        return MOST_EXAMPLES - examples.size();
    }

    /** Takes note of a range whose differences have been mended. */
    void mended(KeyRange range, long rows) {
        done(range, rows);
    }

    private void done(KeyRange range, long rows) {
        coverage.cover(range);
        unrecordedRows.addAndGet(rows);
        meter.moved(rows);
    }

    boolean isWhole() {
        return coverage.isWhole();
    }

    boolean isClean() {
        return !dirty;
    }

    synchronized List<String> examples() {
        return List.copyOf(examples);
    }
}
