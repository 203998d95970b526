package dev.dbmigrations.history;

import dev.dbmigrations.plan.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * What others have asked of a run's speed meanwhile; what is empty is as the run was begun.
 *
 * @param pace in place of the one it was begun with
 * @param workers how many may move rows at once
 * @param maxLag how far replicas may be behind; zero to look at none
 */
public record Guidance(Optional<Pace> pace, Optional<Integer> workers, Optional<Duration> maxLag) {
    public static final Guidance NONE = new Guidance(Optional.empty(), Optional.empty(), Optional.empty());

    /** A later wish replaces what it names; a pace also replaces the number of workers that was asked for before. */
    Guidance then(Guidance later) {
        Optional<Integer> kept = later.pace.isPresent() ? Optional.empty() : workers;
        return new Guidance(later.pace.or(() -> pace), later.workers.or(() -> kept), later.maxLag.or(() -> maxLag));
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
