package dev.dbmigrations.analyze;

import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Size;

/** Somebody who knows how fast a server works. */
@FunctionalInterface
public interface Experience {

    /** Knows what was measured on another server. */
    Experience CATALOGUE = DurationEstimate::of;

    /** How long that work takes on a table of that size. */
    DurationEstimate of(Effort effort, Size size);

    /** How long a statement works that does this to a table of that size. */
    default DurationEstimate of(Work work, Size size) {
        return Effort.of(work).map(effort -> of(effort, size)).orElse(DurationEstimate.INSTANT);
    }
}
