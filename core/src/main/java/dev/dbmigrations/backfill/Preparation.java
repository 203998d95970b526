package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.Event.ExtentFixed;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.history.RowProgress;
import dev.dbmigrations.plan.RowWork.Contention;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is found out before the first batch: how far the table goes, what is done of it, and how the rest is to be cut. */
record Preparation(KeyRanges ranges, KeyRanges.Walk walk, Table table, Ledger ledger) {
    /** Where nobody has counted yet, the first batches had better be too small. */
    private static final double MANY_ROWS_PER_PAGE = 100;

    /**
     * @param done what the journal shows
     * @param gaps what it does not, in the order of the key
     */
    record Start(ExtentFixed extent, RowProgress done, List<KeyRange> gaps) {}

    /** Reads where an earlier process stopped, or fixes the extent and writes it down. */
    Start start(Session session) {
        RowProgress done = ledger.read(session);
        ExtentFixed extent = done.extent().orElseGet(() -> fix(session));
        Watermark watermark = new Watermark(extent.whole(), done.done());
        return new Start(extent, done, watermark.gaps(inOrder(session, watermark.islands())));
    }

    private ExtentFixed fix(Session session) {
        List<String> end = walk.isPhysical() ? pages(session) : last(session);
        ledger.fix(session, new KeyRange(List.of(), end), Math.max(table.size().rows(), 0));
        return ledger.read(session).extent().orElseThrow();
    }

    private List<String> pages(Session session) {
        long pages = session.query(ranges.pages(walk), row -> row.number(1)).getFirst();
        return pages == 0 ? List.of() : List.of(Long.toString(pages));
    }

    private List<String> last(Session session) {
        return session.query(ranges.last(walk), new KeysetCut(ranges, walk)::key).stream()
                .findFirst()
                .orElse(List.of());
    }

    private List<KeyRange> inOrder(Session session, List<KeyRange> islands) {
        if (islands.size() < 2) {
            return islands;
        }
        if (walk.isPhysical() || hasWholeNumbers()) {
            return islands.stream()
                    .sorted(Comparator.comparing(
                            island -> new BigInteger(island.from().getFirst())))
                    .toList();
        }
        List<List<String>> beginnings = islands.stream().map(KeyRange::from).toList();
        return session.query(ranges.inOrder(walk, beginnings), row -> islands.get((int) row.number(1)));
    }

    Cut cut() {
        if (walk.isPhysical()) {
            return new PageCut();
        }
        KeysetCut lookup = new KeysetCut(ranges, walk);
        return hasWholeNumbers() ? new WholeNumberCut(lookup) : lookup;
    }

    private boolean hasWholeNumbers() {
        return walk.key().size() == 1
                && table.column(walk.key().getFirst())
                        .filter(ranges::isWholeNumber)
                        .isPresent();
    }

    /** In rows, or in pages with as many rows. */
    BatchSize.Bounds bounds(Start start, Contention contention) {
        BatchSize.Bounds rows = BatchSize.Bounds.of(contention).ofRowsWith(bytesPerRow());
        Optional<String> pages = start.extent().whole().to().stream().findFirst();
        if (!walk.isPhysical() || pages.isEmpty()) {
            return rows;
        }
        long estimated = start.extent().estimatedRows();
        double rowsPerPage = estimated / Double.parseDouble(pages.get());
        return rows.inUnitsOf(estimated == 0 ? MANY_ROWS_PER_PAGE : Math.max(1, rowsPerPage));
    }

    /** A query that reads one row, found by its key; empty where there is none. */
    Optional<String> probe() {
        return walk.isPhysical() ? Optional.empty() : Optional.of(ranges.last(walk));
    }

    private double bytesPerRow() {
        Size size = table.size();
        return size.rows() <= 0 ? 0 : (double) size.bytes() / size.rows();
    }
}
