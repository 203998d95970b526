package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.DataFolder;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.SharedSession;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The load of a MySQL or MariaDB, through a session of its own. Thread-safe. */
final class MySqlGauges implements Gauges {
    private static final String ACCESS_DENIED = "1227";

    private final SharedSession<MySqlSession> sessions;
    private final Supplier<Collection<Long>> ours;
    private volatile boolean mayLook;

    MySqlGauges(SharedSession<MySqlSession> sessions, Supplier<Collection<Long>> ours) {
        this.sessions = sessions;
        this.ours = ours;
    }

    /** Replicas report to nobody here: a replica tells its own lag only. */
    @Override
    public Optional<Duration> replicaLag() {
        long replicas = visible(LoadQueries.REPLICAS, row -> row.number(1));
        if (replicas > 0) {
            throw unknown(
                    "the server does not know how far its replicas are behind (" + replicas
                            + " of them); a throttle-query can ask for what is known",
                    "");
        }
        return Optional.empty();
    }

    @Override
    public int activeSessions() {
        return visible(withoutOurs(LoadQueries.ACTIVE), row -> (int) row.number(1));
    }

    @Override
    public Optional<Duration> oldestTransaction() {
        return visible(
                withoutOurs(LoadQueries.OLDEST_TRANSACTION),
                row -> row.isNull(1) ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, row.number(1)))));
    }

    private String withoutOurs(String query) {
        String mine = ours.get().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return query.replace(":ours", mine.isEmpty() ? "0" : mine);
    }

    @Override
    public long logBytes() {
        return sessions
                .with(session -> session.rows(LoadQueries.LOG_BYTES, row -> Long.parseLong(row.text(2))))
                .stream()
                .findFirst()
                .orElseThrow(() -> unknown("the server does not tell how much log it has written", ""));
    }

    @Override
    public long databaseBytes() {
        String view =
                sessions.with(MySqlSession::version).isMariaDb() ? "innodb_sys_tablespaces" : "innodb_tablespaces";
        return visible(LoadQueries.DATABASE_BYTES.formatted(view), row -> row.number(1));
    }

    /** Without the privilege, a server may answer with less than there is. */
    private <T> T visible(String query, Function<MySqlRow, T> reader) {
        return sessions.with(session -> {
            if (!mayLook && !maySeeOthers(session)) {
                throw unknown(
                        "this user may not see the sessions of others; GRANT PROCESS would let it", ACCESS_DENIED);
            }
            mayLook = true;
            return session.rows(query, reader).getFirst();
        });
    }

    private static boolean maySeeOthers(MySqlSession session) {
        List<String> grants = session.rows(LoadQueries.GRANTS, row -> row.text(1));
        return grants.stream()
                .filter(grant -> grant.contains(" ON *.* "))
                .anyMatch(
                        grant -> grant.startsWith("GRANT ALL PRIVILEGES") || grant.matches("GRANT .*\\bPROCESS\\b.*"));
    }

    private static DatabaseFailure.Fatal unknown(String why, String state) {
        return new DatabaseFailure.Fatal(why, state, 0, null);
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
        return sessions.with(MySqlGauges::dataFolder);
    }

    static DataFolder dataFolder(MySqlSession session) {
        return DataFolder.of(
                session.rows(LoadQueries.DATA_FOLDER, row -> row.text(1)).getFirst());
    }
}
