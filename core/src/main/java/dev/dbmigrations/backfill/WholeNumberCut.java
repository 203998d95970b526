package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import java.math.BigInteger;
import java.util.List;

/**
 * Cuts a key of whole numbers by adding, which asks the server nothing, as long as the numbers lie close together; looks
 * the next key up in the index when they do not, and so leaps over gaps of any width.
 */
public final class WholeNumberCut implements Cut {
    /** A range may be that many times wider than the rows in it. */
    private static final BigInteger SPARSE = BigInteger.valueOf(8);

    private final Cut lookup;
    private volatile boolean dense;

    public WholeNumberCut(Cut lookup) {
        this.lookup = lookup;
    }

    @Override
    public KeyRange first(Session session, KeyRange range, long units) {
        if (dense && !range.from().isEmpty()) {
            BigInteger end = number(range.from()).add(BigInteger.valueOf(units));
            return end.compareTo(number(range.to())) >= 0 ? range : new KeyRange(range.from(), List.of(end.toString()));
        }
        KeyRange found = lookup.first(session, range, units);
        held(found, units);
        return found;
    }

    /** Also corrects a first guess made from a range that was all but empty. */
    @Override
    public void held(KeyRange range, long rows) {
        if (!range.from().isEmpty()) {
            BigInteger width = number(range.to()).subtract(number(range.from()));
            dense = width.compareTo(BigInteger.valueOf(rows).multiply(SPARSE)) <= 0;
        }
    }

    private static BigInteger number(List<String> bound) {
        return new BigInteger(bound.getFirst());
    }
}
