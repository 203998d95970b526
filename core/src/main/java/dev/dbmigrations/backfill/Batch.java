package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.BatchSize.Ticket;
import dev.dbmigrations.history.KeyRange;
import java.time.Duration;
import java.time.Instant;

/**
 * A range to be done, and what became of earlier attempts.
 *
 * @param ticket the size it was cut by
 * @param standing what is to be found out first
 * @param trouble with earlier attempts
 */
record Batch(KeyRange range, Ticket ticket, Standing standing, Trouble trouble) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_DOUBLINGS = 6;

    /** What is to be found out before a batch is tried. */
    enum Standing {
        READY,
        /** It met a lock or took too long: a smaller piece may pass. */
        TOO_LARGE,
        /** It may have been committed: the journal knows. */
        DOUBTFUL
    }

    /**
     * @param attempts that failed
     * @param since when
     * @param notBefore when to try again
     * @param reason the latest
     */
    record Trouble(int attempts, Instant since, Instant notBefore, String reason) {
        static final Trouble NONE = new Trouble(0, Instant.MAX, Instant.MIN, "");

        private Trouble again(Instant now, String why) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
            return new Trouble(attempts + 1, attempts == 0 ? now : since, now.plus(pause), why);
        }
    }

    static Batch of(KeyRange range, Ticket ticket) {
        return new Batch(range, ticket, Standing.READY, Trouble.NONE);
    }

    Batch after(Standing found, Instant now, String reason) {
        return new Batch(range, ticket, found, trouble.again(now, reason));
    }

    Batch ready() {
        return new Batch(range, ticket, Standing.READY, trouble);
    }

    /** A tenth of what it was, of no generation: what so small a piece takes says nothing about sizes. */
    Ticket smallerTicket() {
        return new Ticket(Math.max(1, ticket.rows() / 10), -1);
    }

    boolean isDue(Instant now) {
        return !trouble.notBefore().isAfter(now);
    }

    boolean isOutOf(Duration patience, Instant now) {
        return trouble.attempts() > 0 && Duration.between(trouble.since(), now).compareTo(patience) > 0;
    }
}
