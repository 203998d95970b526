package dev.dbmigrations.verify;

import dev.dbmigrations.history.KeyRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which keys have been looked at in one pass. It is whole when ranges that meet reach from before the first key to behind
 * the last one that either table could have, never for want of an error (must-not-fail 69). Thread-safe.
 */
final class Coverage {
    private final Map<List<String>, KeyRange> early = new HashMap<>();
    private List<String> low;
    private boolean atTheEnd;

    /** @param from up to where an earlier process has looked; empty for the beginning */
    Coverage(List<String> from) {
        this.low = List.copyOf(from);
    }

    /**
     * Takes a range as looked at.
     *
     * @throws IllegalStateException when one with the same beginning is there already
     */
    synchronized void cover(KeyRange range) {
        if (early.putIfAbsent(range.from(), range) != null || atTheEnd) {
            throw new IllegalStateException("looked at twice: the range after " + range.from());
        }
        for (KeyRange next = early.remove(low); next != null; next = atTheEnd ? null : early.remove(low)) {
            atTheEnd = next.to().isEmpty();
            low = next.to();
        }
    }

    /** Up to where everything has been looked at; empty at the beginning and at the end. */
    synchronized List<String> low() {
        return low;
    }

    synchronized boolean isWhole() {
        return atTheEnd && early.isEmpty();
    }
}
