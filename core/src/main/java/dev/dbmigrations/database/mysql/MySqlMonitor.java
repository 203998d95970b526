package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who else is at work on the server. Each question in a session of its own. Thread-safe. */
final class MySqlMonitor implements Database.Monitor {
    private final SharedSession<MySqlSession> sessions;
    private final Supplier<Collection<Long>> ours;

    /**
     * @param ours the numbers of our open sessions
     */
    MySqlMonitor(SharedSession<MySqlSession> sessions, Supplier<Collection<Long>> ours) {
        this.sessions = sessions;
        this.ours = ours;
    }

    @Override
    public List<Blocker> blockersOf(long sessionId) {
        return sessions.with(session -> {
            List<Blocker> known = asked(session, MonitorQueries.METADATA_BLOCKERS, sessionId);
            return known.isEmpty() ? waitedFor(session, sessionId) : known;
        });
    }

    /** Where the server does not tell who holds a lock, the longest transactions are the likeliest. */
    private static List<Blocker> waitedFor(MySqlSession session, long sessionId) {
        boolean waits = !session.rows(MonitorQueries.WAITING, row -> row.number(1), sessionId)
                .isEmpty();
        return waits ? asked(session, MonitorQueries.TRANSACTIONS, sessionId) : List.of();
    }

    @Override
    public List<Blocker> holdersOf(TableName table) {
        return sessions.with(session -> {
            List<Blocker> known = asked(session, MonitorQueries.METADATA_HOLDERS, table.schema(), table.name());
            return known.stream()
                    .filter(b -> !ours.get().contains(b.sessionId()))
                    .toList();
        });
    }

    /** A server without the table of metadata locks, or a user who may not read it, gives no answer. */
    private static List<Blocker> asked(MySqlSession session, String query, Object... arguments) {
        try {
            return session.rows(query, MySqlMonitor::blocker, arguments);
        } catch (DatabaseFailure.Fatal unknown) {
            return List.of();
        }
    }

    private static Blocker blocker(MySqlRow row) {
        return new Blocker(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Duration.ofSeconds(Math.max(0, row.number(5))),
                row.text(6));
    }

    /** Replicas report to nobody here: a replica tells its own lag only. */
    @Override
    public Optional<Duration> replicaLag() {
        return Optional.empty();
    }

    @Override
    public int activeSessions() {
        String mine = ours.get().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return sessions.with(session ->
                        session.rows(MonitorQueries.ACTIVE.replace(":ours", mine.isEmpty() ? "0" : mine), row ->
                                (int) row.number(1)))
                .getFirst();
    }

    @Override
    public Database.Standing standing() {
        return sessions.with(session -> session.rows(
                        MonitorQueries.STANDING, row -> new Database.Standing(row.truth(1), false, row.text(2))))
                .getFirst();
    }
}
