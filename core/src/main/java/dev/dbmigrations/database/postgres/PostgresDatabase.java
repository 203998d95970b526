package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.dialect.ServerVersion;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A live PostgreSQL, 14 or newer. */
public final class PostgresDatabase implements Database {

    private final PostgresTarget target;
    private final Dialect dialect;
    private final Set<PostgresSession> open = ConcurrentHashMap.newKeySet();
    private final SharedSession<PostgresSession> reading = new SharedSession<>(() -> session("catalog"));
    private final SharedSession<PostgresSession> watching = new SharedSession<>(() -> session("monitor"));

    private final Catalog catalog = new PostgresCatalog(reading);

    private final Oracle oracle = new PostgresOracle(reading);
    private final Monitor monitor = new PostgresMonitor(watching, this::openSessions, () -> session("monitor"));

    private PostgresDatabase(PostgresTarget target, Function<ServerVersion, Dialect> dialects) {
        this.target = target;
        this.dialect = dialects.apply(reading.with(PostgresSession::version));
    }

    /**
     * Logs in once to learn the server's version.
     *
     * @param dialects gives the dialect for a version
     * @throws dev.dbmigrations.MigrationException DBM-80xx when there is no way in
     */
    public static PostgresDatabase connect(PostgresTarget target, Function<ServerVersion, Dialect> dialects) {
        return new PostgresDatabase(target, dialects);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Session open(String purpose) {
        return session(purpose);
    }

    private PostgresSession session(String purpose) {
        PostgresSession session = new PostgresSession(Connections.open(target, purpose), open::remove);
        open.add(session);
        return session;
    }

    private Collection<Long> openSessions() {
        return open.stream().map(PostgresSession::id).toList();
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public Oracle oracle() {
        return oracle;
    }

    @Override
    public Monitor monitor() {
        return monitor;
    }

    /** Ends every session that is still open. */
    @Override
    public void close() {
        reading.close();
        watching.close();
        open.forEach(PostgresSession::close);
    }
}
