package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A live MySQL 8.0 or MariaDB 10.6, or newer. */
final class MySqlDatabase implements Database {
    private final MySqlTarget target;
    private final MySqlDialect dialect;
    private final Set<MySqlSession> open = ConcurrentHashMap.newKeySet();
    private final SharedSession<MySqlSession> reading = new SharedSession<>(() -> session("catalog"));
    private final SharedSession<MySqlSession> watching = new SharedSession<>(() -> session("monitor"));
    private final SharedSession<MySqlSession> guarding = new SharedSession<>(() -> session("lock guard"));
    private final Catalog catalog;
    private final Oracle oracle;
    private final Monitor monitor;

    private MySqlDatabase(MySqlTarget target) {
        this.target = target;
        this.dialect = new MySqlDialect(reading.with(MySqlSession::version));
        this.catalog = new MySqlCatalog(reading, (MySqlNames) dialect.names());
        this.oracle = new MySqlOracle(reading, dialect);
        this.monitor = new MySqlMonitor(watching, this::openSessions);
    }

    /**
     * Logs in once to learn the server's version.
     *
     * @throws dev.dbmigrations.MigrationException DBM-80xx when there is no way in
     */
    static MySqlDatabase connect(MySqlTarget target) {
        return new MySqlDatabase(target);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Session open(String purpose) {
        return session(purpose);
    }

    private MySqlSession session(String purpose) {
        MySqlSession session = new MySqlSession(MySqlConnections.open(target, purpose), guarding, open::remove);
        open.add(session);
        return session;
    }

    private Collection<Long> openSessions() {
        return open.stream().map(MySqlSession::id).toList();
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
        guarding.close();
        open.forEach(MySqlSession::close);
    }
}
