package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/** What nobody has begun yet: the gaps of the watermark, from which workers cut disjoint ranges in order. Thread-safe. */
final class Remaining {
    private final Cut cut;
    private final Deque<KeyRange> gaps;

    Remaining(Cut cut, Collection<KeyRange> gaps) {
        this.cut = cut;
        this.gaps = new ArrayDeque<>(gaps);
    }

    /** The next range with about that many rows or pages; empty when all has been handed out. */
    synchronized Optional<KeyRange> next(Session session, long units) {
        KeyRange gap = gaps.peekFirst();
        if (gap == null) {
            return Optional.empty();
        }
        KeyRange first = cut.first(session, gap, units);
        gaps.removeFirst();
        if (!first.to().equals(gap.to())) {
            gaps.addFirst(new KeyRange(first.to(), gap.to()));
        }
        return Optional.of(first);
    }

    /** Takes back a part of what was handed out. */
    synchronized void giveBack(KeyRange range) {
        gaps.addFirst(range);
    }
}
