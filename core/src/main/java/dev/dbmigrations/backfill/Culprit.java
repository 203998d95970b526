package dev.dbmigrations.backfill;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import java.util.function.Consumer;

/**
 * The search for the row that a batch fails on: its range is halved again and again, each half tried and taken back, so
 * that all attempts together cost about two batches.
 *
 * @param attempt tries a range and takes it back; throws when it fails
 */
record Culprit(Cut cut, Consumer<KeyRange> attempt) {

    /** The smallest range found that still fails; the given one when the failure does not come back. */
    KeyRange find(Session session, KeyRange failed, long units) {
        KeyRange suspect = failed;
        long left = units;
        while (left > 1) {
            left = (left + 1) / 2;
            KeyRange firstHalf = cut.first(session, suspect, left);
            if (fails(firstHalf)) {
                suspect = firstHalf;
            } else if (!firstHalf.to().equals(suspect.to())) {
                suspect = new KeyRange(firstHalf.to(), suspect.to());
            } else {
                return failed;
            }
        }
        return suspect;
    }

    private boolean fails(KeyRange range) {
        try {
            attempt.accept(range);
            return false;
        } catch (DatabaseFailure.Fatal e) {
            return true;
        }
    }
}
