package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.KeysetCut;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.RowChecksums;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.history.KeyRange;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements about a pair of tables, and their answers. */
record Comparison(TablePair pair, KeyRanges ranges, RowChecksums checksums) {
    private static final LockBudget READING = new LockBudget(Duration.ofSeconds(1), Duration.ZERO);
    private static final LockBudget WRITING = new LockBudget(Duration.ofSeconds(1), Duration.ofSeconds(10));

    static Comparison of(TablePair pair, Dialect dialect) {
        return new Comparison(pair, dialect.keyRanges(), dialect.rowChecksums());
    }

    private RowChecksums.Range conditions(KeyRange range) {
        return new RowChecksums.Range(
                ranges.within(pair.source().walk(), range.from(), range.to()),
                ranges.within(pair.target().walk(), range.from(), range.to()));
    }

    /** Counts and digests the range; the snapshot goes with the transaction (must-not-fail 71). */
    Answer ask(Session session, KeyRange range) {
        String sql = checksums.comparison(pair, conditions(range));
        return session.inTransaction(
                READING,
                transaction -> transaction
                        .query(sql, row -> new Answer(row.number(1), row.text(2), row.number(3), row.text(4)))
                        .getFirst());
    }

    /** The keys whose rows differ, with how they do; none where the tables have no key in common. */
    List<String> differences(Session session, KeyRange range, int most) {
        return pair.isWalkable()
                ? session.query(checksums.differences(pair, conditions(range), most), this::described)
                : List.of();
    }

    private String described(Session.Row row) {
        List<String> key = pair.target().walk().key();
        String named = IntStream.range(0, key.size())
                .mapToObj(i -> key.get(i) + " = " + (row.isNull(i + 1) ? "NULL" : row.text(i + 1)))
                .collect(Collectors.joining(", "));
        long side = row.number(key.size() + 1);
        return named + (side > 0 ? " (missing)" : side < 0 ? " (too much)" : " (other values)");
    }

    /** Makes the target's rows of the range those of the source: all of them anew, or nothing. */
    void repair(Session session, KeyRange range) {
        List<String> statements = checksums.repair(pair, conditions(range));
        session.inTransaction(WRITING, transaction -> {
            statements.forEach(transaction::execute);
            return true;
        });
    }

    KeysetCut sourceCut() {
        return new KeysetCut(ranges, pair.source().walk());
    }

    KeysetCut targetCut() {
        return new KeysetCut(ranges, pair.target().walk());
    }
}
