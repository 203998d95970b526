package dev.dbmigrations.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How fast a count of a server rises, from one look to the next. Not thread-safe. */
final class Rate {
    private final LongSupplier count;
    private final Time time;
    private @Nullable Instant at;
    private long last;

    Rate(LongSupplier count, Time time) {
        this.count = count;
        this.time = time;
    }

    /** Since the latest look; empty at the first, and when the count has begun anew. */
    Optional<Double> perSecond() {
        long now = count.getAsLong();
        Instant moment = time.now();
        Instant before = at;
        long more = now - last;
        last = now;
        at = moment;
        if (before == null || more < 0 || !moment.isAfter(before)) {
            return Optional.empty();
        }
        return Optional.of(more / (Duration.between(before, moment).toNanos() / 1e9));
    }
}
