package dev.dbmigrations;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.schema.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * Data that a migration has taken away or changed, as they are kept now.
 *
 * @param migration which has
 * @param run of it, by name
 * @param kept what is kept, and where
 * @param size of the table that holds it
 * @param since when the run was over; empty while it is not
 * @param until when it may go; empty while the run is not over
 */
public record Snapshot(
        Migration.Id migration, String run, Kept kept, Size size, Optional<Instant> since, Optional<Instant> until) {

    /** Whether its time is over. */
    public boolean isExpired(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isPresent();
    }
}
