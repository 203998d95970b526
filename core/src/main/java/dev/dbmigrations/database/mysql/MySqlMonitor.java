package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who else is at work on the server. Each question in a session of its own. Thread-safe. */
final class MySqlMonitor implements Database.Monitor {
    private final SharedSession<MySqlSession> sessions;
    private final Supplier<Collection<Long>> ours;
    private final Gauges gauges;

    /**
     * @param ours the numbers of our open sessions
     */
    MySqlMonitor(SharedSession<MySqlSession> sessions, Supplier<Collection<Long>> ours) {
        this.sessions = sessions;
        this.ours = ours;
        this.gauges = new MySqlGauges(sessions, ours);
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
            return holders(session, table).stream()
                    .filter(b -> !ours.get().contains(b.sessionId()))
                    .toList();
        });
    }

    private static List<Blocker> holders(MySqlSession session, TableName table) {
        List<Blocker> known = asked(session, MonitorQueries.METADATA_HOLDERS, table.schema(), table.name());
        if (known.isEmpty() && !tellsLocks(session)) {
            known = asked(session, MonitorQueries.METADATA_HOLDERS_BY_PLUGIN, table.schema(), table.name());
            return known.isEmpty() ? asked(session, MonitorQueries.TRANSACTIONS, 0) : known;
        }
        return known;
    }

    private static boolean tellsLocks(MySqlSession session) {
        try {
            return session.rows(MonitorQueries.TELLS_LOCKS, row -> row.truth(1)).contains(true);
        } catch (DatabaseFailure.Fatal unknown) {
            return false;
        }
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

    /** Only where the server tells who has the table: those who are merely likely are left alone. */
    @Override
    public Optional<String> end(Blocker blocker, TableName table) {
        return sessions.with(session -> {
            List<Optional<String>> answers =
                    new ArrayList<>(mayBeEnded(session, MonitorQueries.METADATA_HOLDERS, table, blocker.sessionId()));
            if (answers.isEmpty()) {
                answers.addAll(
                        mayBeEnded(session, MonitorQueries.METADATA_HOLDERS_BY_PLUGIN, table, blocker.sessionId()));
            }
            if (answers.isEmpty()) {
                return Optional.of("the server does not tell whether it has the table");
            }
            return answers.getFirst().or(() -> killed(session, blocker.sessionId()));
        });
    }

    private static List<Optional<String>> mayBeEnded(
            MySqlSession session, String holders, TableName table, long sessionId) {
        try {
            return session.rows(
                    MonitorQueries.mayBeEnded(holders),
                    row -> row.isNull(1) ? Optional.<String>empty() : Optional.of(row.text(1)),
                    table.schema(),
                    table.name(),
                    sessionId);
        } catch (DatabaseFailure.Fatal unknown) {
            return List.of();
        }
    }

    private static Optional<String> killed(MySqlSession session, long sessionId) {
        try {
            session.execute("KILL CONNECTION " + sessionId);
            return Optional.empty();
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
        return sessions.with(session -> session.rows(
                        MonitorQueries.STANDING, row -> new Database.Standing(row.truth(1), false, row.text(2))))
                .getFirst();
    }
}
