package dev.dbmigrations.backfill;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.SharedSession;
import java.time.Duration;
import java.time.Instant;

/**
 * What the journal is told about why rows wait, so that others can see it: only what lasts, and only when its cause
 * changes. Not thread-safe.
 */
final class Diary {
    static final Duration LASTING = Duration.ofSeconds(2);

    private final SharedSession<Session> session;
    private final Ledger ledger;
    private String written;
    private String seen;
    private Instant since = Instant.MIN;

    /**
     * @param open whether the journal ends with a reason of an earlier process
     */
    Diary(SharedSession<Session> session, Ledger ledger, boolean open) {
        this.session = session;
        this.ledger = ledger;
        this.written = open ? "of an earlier process" : "";
        this.seen = written;
    }

    /**
     * @param cause what holds the rows back; empty when nothing does
     * @param words with all that changes from one moment to the next
     */
    void see(String cause, String words, Instant now) {
        if (!cause.equals(seen)) {
            seen = cause;
            since = now;
        }
        boolean lasts = Duration.between(since, now).compareTo(LASTING) >= 0;
        if (lasts && !cause.equals(written)) {
            written = cause;
            write(words);
        }
    }

    /** It only explains: the work must not fail for it. */
    private void write(String words) {
        try {
            session.with(open -> {
                ledger.held(open, words);
                return true;
            });
        } catch (DatabaseFailure | MigrationException e) {
            written = "";
        }
    }
}
