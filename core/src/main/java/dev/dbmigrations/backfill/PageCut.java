package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import java.util.List;

/** Cuts by pages, for tables without a key. */
record PageCut() implements Cut {

    @Override
    public KeyRange first(Session session, KeyRange range, long units) {
        long from = range.from().isEmpty() ? 0 : page(range.from());
        long end = Math.min(from + units, page(range.to()));
        return new KeyRange(range.from(), List.of(Long.toString(end)));
    }

    private static long page(List<String> bound) {
        return Long.parseLong(bound.getFirst());
    }
}
