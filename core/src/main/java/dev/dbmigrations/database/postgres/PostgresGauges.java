package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.DataFolder;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.SharedSession;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The load of a PostgreSQL, through a session of its own. Thread-safe. */
final class PostgresGauges implements Gauges {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final SharedSession<PostgresSession> sessions;
    private final Supplier<Collection<Long>> ours;

    PostgresGauges(SharedSession<PostgresSession> sessions, Supplier<Collection<Long>> ours) {
        this.sessions = sessions;
        this.ours = ours;
    }

    @Override
    public Optional<Duration> replicaLag() {
        return duration(LoadQueries.REPLICA_LAG, "replicas");
    }

    @Override
    public int activeSessions() {
        return sessions.with(session -> session.rows(
                        LoadQueries.ACTIVE,
                        row -> (int) visible(row, "sessions").number(1),
                        ours.get()))
                .getFirst();
    }

    @Override
    public Optional<Duration> oldestTransaction() {
        return duration(LoadQueries.OLDEST_TRANSACTION, "transactions", ours.get());
    }

    private Optional<Duration> duration(String query, String what, @Nullable Object... arguments) {
        return sessions.with(session -> session.rows(
                        query,
                        row -> visible(row, what).isNull(1)
                                ? Optional.<Duration>empty()
                                : Optional.of(Duration.ofMillis(Math.max(0, row.number(1)))),
                        arguments))
                .getFirst();
    }

    private static PostgresRow visible(PostgresRow row, String what) {
        if (row.truth(2)) {
            throw new DatabaseFailure.Fatal(
                    "this user may not see the " + what + " of others; GRANT pg_read_all_stats would let it",
                    INSUFFICIENT_PRIVILEGE,
                    0,
                    null);
        }
        return row;
    }

    @Override
    public long logBytes() {
        return number(LoadQueries.LOG_BYTES);
    }

    @Override
    public long databaseBytes() {
        return number(LoadQueries.DATABASE_BYTES);
    }

    private long number(String query) {
        return sessions.with(session -> session.rows(query, row -> row.number(1)))
                .getFirst();
    }

    @Override
    public OptionalLong freeDisk() {
        return folder().free();
    }

    @Override
    public OptionalInt processors() {
        return folder().processors();
    }

    private DataFolder folder() {
        return sessions.with(PostgresGauges::dataFolder);
    }

    static DataFolder dataFolder(PostgresSession session) {
        return DataFolder.of(session.rows(LoadQueries.DATA_FOLDER, row -> row.text(1)).stream()
                .findFirst()
                .orElse(""));
    }
}
