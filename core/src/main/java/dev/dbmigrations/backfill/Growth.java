package dev.dbmigrations.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How many bytes something has grown since the first look; looks no oftener than told, for a look is costly. Not thread-safe. */
final class Growth {
    private final LongSupplier size;
    private final Time time;
    private final Duration between;
    private @Nullable Instant at;
    private long first;
    private long latest;

    Growth(LongSupplier size, Time time, Duration between) {
        this.size = size;
        this.time = time;
        this.between = between;
    }

    long bytes() {
        Instant before = at;
        if (before == null || time.since(before).compareTo(between) >= 0) {
            latest = size.getAsLong();
            first = before == null ? latest : first;
            at = time.now();
        }
        return Math.max(0, latest - first);
    }
}
