package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.KeyRange;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts by asking the index for the key so many rows further on: right for every type and collation. */
public record KeysetCut(KeyRanges ranges, KeyRanges.Walk walk) implements Cut {

    @Override
    public KeyRange first(Session session, KeyRange range, long units) {
        List<List<String>> end = session.query(ranges.boundary(walk, range.from(), range.to(), units), this::key);
        return end.isEmpty() ? range : new KeyRange(range.from(), end.getFirst());
    }

    /** The bound that a row of a query for one is. */
    public List<String> key(Session.Row row) {
        return IntStream.rangeClosed(1, walk.key().size()).mapToObj(row::text).toList();
    }
}
