package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import java.time.Instant;

/**
 * A migration that is applied.
 *
 * @param order in which it was applied, rising
 * @param id kind and version; for a repeatable its description stands for the version
 * @param checksums of the text that was applied
 * @param when applied at, how long it took, by whom
 */
public record Applied(long order, Id id, Migration.Checksums checksums, When when) {

    /**
     * @param kind versioned or repeatable
     * @param version the version
     * @param name in words
     */
    public record Id(Migration.Kind kind, String version, String name) {
        static Id of(Migration.Id id) {
            return new Id(id.kind(), id.version(), id.description());
        }
    }

    /**
     * @param at when
     * @param milliseconds how long it took
     * @param by whom
     */
    public record When(Instant at, long milliseconds, String by) {}
}
