package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import java.util.List;
import java.util.Locale;

/** The table of applied migrations. Every change of it belongs into the transaction that completes the run. */
public final class AppliedMigrations {
    private final Home home;
    private final String by;

    /**
     * @param by who applies, as it will be shown
     */
    public AppliedMigrations(Home home, String by) {
        this.home = home;
        this.by = by;
    }

    /** Adds the migration; a repeatable takes the place of its earlier self. */
    public void add(Session session, Migration.Id id, Migration.Checksums checksums, long milliseconds) {
        removeEarlier(session, id);
        Entry entry = entry(id, checksums, milliseconds);
        session.update(entry.sql(), entry.arguments().toArray());
    }

    void removeEarlier(Session session, Migration.Id id) {
        if (id.kind() == Migration.Kind.REPEATABLE) {
            remove(session, id);
        }
    }

    Entry entry(Migration.Id id, Migration.Checksums checksums, long milliseconds) {
        return new Entry(
                "INSERT INTO " + home.applied()
                        + " (kind, version, name, checksum_exact, checksum_normalised, duration_ms, applied_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                List.of(
                        word(id),
                        id.version(),
                        id.description(),
                        checksums.exact(),
                        checksums.normalised(),
                        milliseconds,
                        by));
    }

    /** Removes the migration: it is no longer applied. */
    public void remove(Session session, Migration.Id id) {
        session.update("DELETE FROM " + home.applied() + " WHERE kind = ? AND version = ?", word(id), id.version());
    }

    private static String word(Migration.Id id) {
        return id.kind().name().toLowerCase(Locale.ROOT);
    }
}
