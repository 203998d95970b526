package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.Throttle;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds the rows of a range that differ and writes them again, one piece after the other and one range at a time, so that
 * few rows of clients are locked, and not for long. A piece that is begun is finished (must-not-fail 72). Thread-safe.
 */
final class Mender {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int ROWS_WITHOUT_KEY = 10_000;
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Step.CompareTables step;
    private final Comparison comparison;
    private final Throttle throttle;

    Mender(Step.CompareTables step, Comparison comparison, Throttle throttle) {
        this.step = step;
        this.comparison = comparison;
        this.throttle = throttle;
    }

    /**
     * Mends a range in which something differs. Returns whether it came to its end before it was told to stop.
     *
     * @throws dev.dbmigrations.MigrationException DBM-2702 when there are too many rows and no key to part them by, DBM-2703
     *     when rows cannot be written
     */
    synchronized boolean mend(Line line, Pass pass, KeyRange range, Answer found) {
        if (line.ask(session -> {
                    pass.differs(session, range);
                    return true;
                })
                .isEmpty()) {
            return false;
        }
        if (!comparison.pair().isWalkable()) {
            if (found.rows() > ROWS_WITHOUT_KEY) {
                throw VerifyFailures.tooManyWithoutKey(step, found);
            }
            return repair(line, range);
        }
        KeyRange rest = range;
        while (!throttle.shouldStop()) {
            KeyRange left = rest;
            Optional<KeyRange> piece = line.ask(session -> {
                KeyRange bySource = comparison.sourceCut().first(session, left, ROWS_AT_ONCE);
                return comparison.targetCut().first(session, bySource, ROWS_AT_ONCE);
            });
            if (piece.isEmpty() || !mendPiece(line, pass, piece.get())) {
                return false;
            }
            if (piece.get().to().equals(range.to())) {
                return true;
            }
            rest = new KeyRange(piece.get().to(), range.to());
        }
        return false;
    }

    private boolean mendPiece(Line line, Pass pass, KeyRange piece) {
        Optional<Answer> answer = line.ask(session -> comparison.ask(session, piece));
        if (answer.isEmpty() || answer.get().isEqual()) {
            return answer.isPresent();
        }
        if (pass.room() > 0) {
            line.ask(session -> comparison.differences(session, piece, pass.room()))
                    .ifPresent(pass::note);
        }
        return repair(line, piece);
    }

    /** A row that comes between two statements may make it fail for a moment, as a duplicate for example. */
    private boolean repair(Line line, KeyRange piece) {
        for (int attempt = 1; ; attempt++) {
            try {
                return line.ask(session -> {
                            comparison.repair(session, piece);
                            return true;
                        })
                        .isPresent();
            } catch (DatabaseFailure.Fatal failure) {
                if (attempt == ATTEMPTS) {
                    throw VerifyFailures.notMended(step, failure);
                }
                throttle.rest(PAUSE, "trying again: " + failure.getMessage());
            }
        }
    }
}
