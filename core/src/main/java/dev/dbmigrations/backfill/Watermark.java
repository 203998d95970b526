package dev.dbmigrations.backfill;

import dev.dbmigrations.history.KeyRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far an extent is covered by committed ranges: everything up to the low mark, and islands beyond it that finished
 * early. Ranges are joined where one ends with the very text the next begins with; nothing is compared otherwise. Thread-safe.
 */
final class Watermark {
    private final KeyRange extent;
    private final Map<List<String>, KeyRange> early = new HashMap<>();
    private List<String> low;

    Watermark(KeyRange extent, Collection<KeyRange> done) {
        this.extent = extent;
        this.low = extent.from();
        done.forEach(this::cover);
    }

    /**
     * Takes a range as committed.
     *
     * @throws IllegalStateException when a range with the same beginning is there already
     */
    synchronized void cover(KeyRange range) {
        boolean pastTheFirst = !low.equals(extent.from());
        if (early.putIfAbsent(range.from(), range) != null
                || (pastTheFirst && range.from().equals(extent.from()))) {
            throw new IllegalStateException("covered twice: the range after " + range.from());
        }
        while (!isComplete() && early.containsKey(low)) {
            KeyRange next = early.remove(low);
            if (next != null) {
                low = next.to();
            }
        }
    }

    /** Whether every key of the extent lies in a committed range. An extent without an end was that of an empty table. */
    synchronized boolean isComplete() {
        return extent.to().isEmpty() || low.equals(extent.to());
    }

    /** Whether the given ranges alone, as another source has them, cover the extent. */
    boolean isConfirmedBy(Collection<KeyRange> recorded) {
        return new Watermark(extent, recorded).isComplete();
    }

    /** Up to where everything is done. */
    synchronized List<String> low() {
        return low;
    }

    /** The islands beyond the low mark, each as long as it goes, in no order. */
    synchronized List<KeyRange> islands() {
        Map<List<String>, KeyRange> rest = new HashMap<>(early);
        List<KeyRange> joined = new ArrayList<>();
        List<List<String>> ends = rest.values().stream().map(KeyRange::to).toList();
        for (KeyRange first : early.values()) {
            if (!ends.contains(first.from())) {
                List<String> end = first.to();
                for (KeyRange next = rest.get(end); next != null; next = rest.get(end)) {
                    end = next.to();
                }
                joined.add(new KeyRange(first.from(), end));
            }
        }
        return joined;
    }

    /** What is left to do, given the islands in the order of the key. */
    synchronized List<KeyRange> gaps(List<KeyRange> islandsInOrder) {
        List<KeyRange> gaps = new ArrayList<>();
        List<String> position = low;
        for (KeyRange island : islandsInOrder) {
            gaps.add(new KeyRange(position, island.from()));
            position = island.to();
        }
        if (!isComplete() && !position.equals(extent.to())) {
            gaps.add(new KeyRange(position, extent.to()));
        }
        return gaps;
    }
}
