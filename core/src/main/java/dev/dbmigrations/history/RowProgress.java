package dev.dbmigrations.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the rows of one step have come.
 *
 * @param extent the stretch to be covered and its size, once fixed
 * @param done what is covered: stretches that meet are joined, so the list stays short
 * @param rows how many rows the batches changed
 */
public record RowProgress(Optional<Event.ExtentFixed> extent, List<KeyRange> done, long rows) {
    public static final RowProgress NONE = new RowProgress(Optional.empty(), List.of(), 0);

    public RowProgress {
        done = List.copyOf(done);
    }

    RowProgress with(Event.ExtentFixed fixed) {
        return new RowProgress(Optional.of(fixed), done, rows);
    }

    RowProgress with(Event.BatchDone batch) {
        return new RowProgress(extent, joined(batch.range()), rows + batch.rows());
    }

    private List<KeyRange> joined(KeyRange added) {
        List<KeyRange> others = new ArrayList<>();
        KeyRange whole = added;
        for (KeyRange other : done) {
            if (meets(other.to(), whole.from())) {
                whole = new KeyRange(other.from(), whole.to());
            } else if (meets(whole.to(), other.from())) {
                whole = new KeyRange(whole.from(), other.to());
            } else {
                others.add(other);
            }
        }
        others.add(whole);
        return others;
    }

    /** An empty bound is an end of the key's order, and the two ends do not meet. */
    private static boolean meets(List<String> end, List<String> beginning) {
        return !end.isEmpty() && end.equals(beginning);
    }
}
