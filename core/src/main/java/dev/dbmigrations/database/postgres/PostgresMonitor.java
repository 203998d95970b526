package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who else is at work on the server. One round trip for each question, through a session of its own. Thread-safe. */
final class PostgresMonitor implements Database.Monitor {

    private final SharedSession<PostgresSession> sessions;
    private final Supplier<Collection<Long>> ours;
    private final Supplier<PostgresSession> another;
    private final Gauges gauges;

    /**
     * @param ours the numbers of our open sessions
     * @param another opens one more session
     */
    PostgresMonitor(
            SharedSession<PostgresSession> sessions,
            Supplier<Collection<Long>> ours,
            Supplier<PostgresSession> another) {
        this.sessions = sessions;
        this.ours = ours;
        this.another = another;
        this.gauges = new PostgresGauges(sessions, ours);
    }

    @Override
    public List<Blocker> blockersOf(long sessionId) {
        return sessions.with(session -> session.rows(MonitorQueries.BLOCKERS, PostgresMonitor::blocker, sessionId));
    }

    @Override
    public List<Blocker> holdersOf(TableName table) {
        return sessions.with(session ->
                session.rows(MonitorQueries.HOLDERS, PostgresMonitor::blocker, Identifiers.quote(table), ours.get()));
    }

    private static Blocker blocker(PostgresRow row) {
        Duration since = Duration.ofMillis(row.number(5));
        return new Blocker(row.number(1), row.text(2), row.text(3), row.text(4), since, row.text(6));
    }

    @Override
    public Optional<String> end(Blocker blocker, TableName table) {
        if (blocker.sessionId() == 0) {
            return Optional.of("a prepared transaction has no session");
        }
        try {
            return sessions.with(session -> session
                    .rows(
                            MonitorQueries.END,
                            row -> row.isNull(1) ? Optional.<String>empty() : Optional.of(row.text(1)),
                            blocker.sessionId())
                    .stream()
                    .findFirst()
                    .orElse(Optional.of("it is gone")));
        } catch (DatabaseFailure.Fatal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public Gauges gauges() {
        return gauges;
    }

    @Override
    public Database.Standing standing() {
        return sessions.with(session -> {
            boolean pooled = session.isBehindPooler() && sharesServerSessions(session);
            return session.rows(
                            MonitorQueries.STANDING, row -> new Database.Standing(row.truth(1), pooled, row.text(2)))
                    .getFirst();
        });
    }

    /**
     * Whether two of our sessions are the same to the server, or one of them another from statement to statement: then
     * neither settings nor locks stay with a session. A pooler that gives each client a session of its own does no harm.
     */
    private boolean sharesServerSessions(PostgresSession one) {
        try (PostgresSession two = another.get()) {
            long first = server(one);
            return server(two) == first || server(one) != first;
        }
    }

    private static long server(PostgresSession session) {
        return session.rows("SELECT pg_catalog.pg_backend_pid()", row -> row.number(1))
                .getFirst();
    }
}
