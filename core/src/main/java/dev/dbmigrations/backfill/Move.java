package dev.dbmigrations.backfill;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.Step;
import java.time.Duration;

/** What the workers of one row step share. Thread-safe. */
record Move(Step.MoveRows step, BatchStatement statement, Ledger ledger, Course course, Conduct conduct) {

    /**
     * The way through the table.
     *
     * @param remaining what nobody has begun
     * @param watermark what is committed
     */
    record Course(Cut cut, Remaining remaining, Watermark watermark) {}

    /** How the work is steered and watched. */
    record Conduct(BatchSize size, Throttle throttle, ProgressMeter meter, Time time, Duration patience) {}

    Cut cut() {
        return course.cut();
    }

    Remaining remaining() {
        return course.remaining();
    }

    BatchSize size() {
        return conduct.size();
    }

    Throttle throttle() {
        return conduct.throttle();
    }

    Time time() {
        return conduct.time();
    }

    Duration patience() {
        return conduct.patience();
    }

    /** Takes note of a batch that has been committed. */
    void done(Batch batch, long rows) {
        course.watermark().cover(batch.range());
        course.cut().held(batch.range(), rows);
        conduct.meter().moved(rows, conduct.throttle().slowdown());
    }

    MigrationException outOfPatience(Batch batch, DatabaseFailure failure) {
        return RowFailures.outOfPatience(step, batch, conduct.meter().inWords(), failure);
    }

    /** The failure of a batch with the row that is to blame, where it can be found. */
    MigrationException failed(Session session, Batch batch, DatabaseFailure.Fatal failure) {
        KeyRange suspect = batch.range();
        if (RowFailures.isAboutARow(failure)) {
            try {
                suspect = new Culprit(course.cut(), range -> statement.attempt(session, range))
                        .find(session, batch.range(), batch.ticket().rows());
            } catch (DatabaseFailure e) {
                failure.addSuppressed(e);
            }
        }
        return RowFailures.failed(step, suspect, conduct.meter().inWords(), failure);
    }
}
