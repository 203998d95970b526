package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;

/** A way to cut the first batch off a range. */
public interface Cut {

    /**
     * The beginning of the range with about that many rows in it; the whole range when it has no more.
     *
     * @param units rows, or pages where pages are walked
     */
    KeyRange first(Session session, KeyRange range, long units);

    /** Learns how many rows a range turned out to hold. */
    default void held(KeyRange range, long rows) {}
}
