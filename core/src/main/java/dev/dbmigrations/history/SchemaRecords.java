package dev.dbmigrations.history;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.schema.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the users' objects were when a run ended last, kept beside the journal. There is one such record; installations of earlier
 * versions have none until their next run.
 */
public final class SchemaRecords {
    private static final LockBudget BUDGET = new LockBudget(Duration.ofSeconds(5), Duration.ofSeconds(60));

    private final Bookkeeping bookkeeping;

    public SchemaRecords(Bookkeeping bookkeeping) {
        this.bookkeeping = bookkeeping;
    }

    /**
     * @param at when it was recorded
     * @param journal the number of the journal's last entry at that time
     * @param inventory what there was
     */
    public record Kept(Instant at, long journal, Inventory inventory) {}

    /** Empty also where our tables are not, or not all of them, or where a later version has written what this one cannot read. */
    public Optional<Kept> last(Session session, Home home) {
        try {
            return session
                    .query(
                            "SELECT at, journal, payload FROM " + table(home) + " WHERE id = 1",
                            row -> InventoryCodec.read(row.text(3))
                                    .map(inventory -> new Kept(row.instant(1), row.number(2), inventory)))
                    .stream()
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (DatabaseFailure.Fatal failure) {
            if (bookkeeping.saysMissing(failure.state())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The number of the journal's last entry. */
    public long lastEntry(Session session, Home home) {
        return session.query("SELECT coalesce(max(id), 0) FROM " + home.journal(), row -> row.number(1))
                .getFirst();
    }

    /** Replaces what was kept. The table is made where it is missing. */
    public void keep(Session session, Home home, Inventory inventory) {
        if (!isThere(session)) {
            new HistoryTables(bookkeeping).create(session);
        }
        String payload = InventoryCodec.written(inventory);
        session.inTransaction(BUDGET, s -> {
            long journal = lastEntry(s, home);
            s.update("DELETE FROM " + table(home) + " WHERE id = 1");
            s.update(
                    "INSERT INTO " + table(home) + " (id, journal, objects, digest, payload) VALUES (1, " + journal
                            + ", " + inventory.objects().size() + ", ?, ?)",
                    inventory.digest(),
                    payload);
            return journal;
        });
    }

    private boolean isThere(Session session) {
        return !session.query(bookkeeping.columns(), row -> row.text(1), Bookkeeping.SCHEMA)
                .isEmpty();
    }

    private String table(Home home) {
        return bookkeeping.qualified(home.schema(), Bookkeeping.SCHEMA);
    }
}
