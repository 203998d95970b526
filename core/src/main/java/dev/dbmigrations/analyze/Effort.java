package dev.dbmigrations.analyze;

import dev.dbmigrations.dialect.Impact.Work;
import java.util.Optional;

/** A kind of long work on a table, as far as it goes at a rate of its own. */
public enum Effort {
    /** Every row is read, for a condition or a foreign key. */
    SCAN,
    /** A sample of the rows is read, which is as large whatever the table is. */
    SAMPLE,
    /** An index is built. */
    INDEX_BUILD,
    /** An index is built while rows are written, which reads them twice and waits for others. */
    CONCURRENT_BUILD,
    /** The table and its indexes are written anew by one statement. */
    REWRITE,
    /** Every row is changed by one statement. */
    UPDATE,
    /** Every row is changed in batches, by several workers. */
    BACKFILL,
    /** Every row is copied to another table in batches, by several workers. */
    COPY,
    /** Rows that have just been written are asked whether a condition holds. */
    PROOF,
    /** Two tables of that size are read and digested. */
    COMPARISON;

    /** What a statement does by itself; empty when that is over at once. */
    public static Optional<Effort> of(Work work) {
        return switch (work) {
            case METADATA -> Optional.empty();
            case ROWS -> Optional.of(UPDATE);
            case SCAN -> Optional.of(SCAN);
            case INDEX_BUILD -> Optional.of(INDEX_BUILD);
            case REWRITE -> Optional.of(REWRITE);
        };
    }
}
