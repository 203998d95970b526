package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.Cut;
import dev.dbmigrations.backfill.WholeNumberCut;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import java.util.List;
import java.util.Optional;

/**
 * The way through both tables: ranges that meet, from before the first key to behind the last, so that rows beyond either
 * end of the source are seen, too. Thread-safe.
 */
final class Ranges {
    /** With that many ranges behind what was the last row at the beginning, rows come faster than they are compared. */
    private static final int MOST_BEYOND = 10_000;

    private final Comparison comparison;
    private final Shape shape;
    private final List<String> end;
    private final Cut cut;
    private List<String> position;
    private boolean isBeyond;
    private boolean isOver;
    private int beyond;

    /**
     * What the key's columns are.
     *
     * @param wholeNumber whether the key is one whole number on both sides, so that ranges can be computed
     * @param alike whether a value of the target's key is always one of the source's type, too
     */
    record Shape(boolean wholeNumber, boolean alike) {}

    /**
     * @param start up to where an earlier process came; empty for the beginning
     */
    Ranges(Session session, Comparison comparison, Shape shape, List<String> start) {
        this.comparison = comparison;
        this.shape = shape;
        this.position = List.copyOf(start);
        this.cut = shape.wholeNumber() ? new WholeNumberCut(comparison.sourceCut()) : comparison.sourceCut();
        this.end = comparison.pair().isWalkable() ? last(session) : List.of();
        this.isBeyond = end.isEmpty() || end.equals(position);
    }

    private List<String> last(Session session) {
        return session
                .query(comparison.ranges().last(comparison.pair().source().walk()), comparison.sourceCut()::key)
                .stream()
                .findFirst()
                .orElse(List.of());
    }

    /** The next range with about that many rows; empty when all has been handed out. */
    synchronized Optional<KeyRange> next(Session session, long rows) {
        if (isOver) {
            return Optional.empty();
        }
        KeyRange range = comparison.pair().isWalkable() ? cut(session, rows) : new KeyRange(List.of(), List.of());
        position = range.to();
        isBeyond |= position.equals(end);
        beyond += isBeyond ? 1 : 0;
        isOver = position.isEmpty();
        return Optional.of(range);
    }

    private KeyRange cut(Session session, long rows) {
        if (!isBeyond) {
            return boundedByTarget(session, cut.first(session, new KeyRange(position, end), rows), rows);
        }
        KeyRange rest = new KeyRange(position, List.of());
        return beyond > MOST_BEYOND
                ? rest
                : boundedByTarget(session, comparison.sourceCut().first(session, rest, rows), rows);
    }

    /** A range with few rows of the source may hold any number of the target's. A computed one cannot hold many. */
    private KeyRange boundedByTarget(Session session, KeyRange range, long rows) {
        boolean narrow = shape.wholeNumber() && isNarrow(range, rows);
        return narrow || !shape.alike() ? range : comparison.targetCut().first(session, range, rows * 2);
    }

    private static boolean isNarrow(KeyRange range, long rows) {
        if (range.from().isEmpty() || range.to().isEmpty()) {
            return false;
        }
        double width = Double.parseDouble(range.to().getFirst())
                - Double.parseDouble(range.from().getFirst());
        return width <= rows * 2.0;
    }

    /** Learns how many rows a range turned out to hold. */
    void held(KeyRange range, long rows) {
        if (!range.from().isEmpty() && !range.to().isEmpty()) {
            cut.held(range, rows);
        }
    }
}
