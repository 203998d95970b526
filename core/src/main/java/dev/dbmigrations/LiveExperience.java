package dev.dbmigrations;

import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.analyze.Experience;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of this database tells of earlier steps; where it tells of none, what a probe of the server says. Nobody is asked
 * for short work, which the figures of another server describe well enough. Not thread-safe.
 */
final class LiveExperience implements Experience {
    private static final Duration WORTH_READING = Duration.ofSeconds(1);
    private static final Duration WORTH_A_PROBE = Duration.ofSeconds(10);

    private final Oracle oracle;
    private final Supplier<PastDurations> journal;
    private @Nullable PastDurations past;
    private @Nullable Double slowness;

    LiveExperience(Oracle oracle, Supplier<PastDurations> journal) {
        this.oracle = oracle;
        this.journal = journal;
    }

    @Override
    public DurationEstimate of(Effort effort, Size size) {
        DurationEstimate elsewhere = DurationEstimate.of(effort, size);
        if (elsewhere.high().compareTo(WORTH_READING) < 0) {
            return elsewhere;
        }
        return past().corrected(effort, elsewhere)
                .orElseGet(
                        () -> elsewhere.high().compareTo(WORTH_A_PROBE) < 0 ? elsewhere : elsewhere.probed(slowness()));
    }

    private PastDurations past() {
        PastDurations known = past;
        if (known == null) {
            known = journal.get();
            past = known;
        }
        return known;
    }

    private double slowness() {
        Double known = slowness;
        if (known == null) {
            known = oracle.slowness();
            slowness = known;
        }
        return known;
    }
}
