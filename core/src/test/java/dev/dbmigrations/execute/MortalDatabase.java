package dev.dbmigrations.execute;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A live database as one process sees it; killing it takes all connections of that process away at once, for good. */
final class MortalDatabase implements Database {
    private static final String BLOCKER =
            " a.pid, usename::text, application_name, state, extract(epoch from now() - xact_start)::bigint, query ";

    private final Database whole;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    MortalDatabase(Database whole) {
        this.whole = whole;
    }

    void kill() {
        dead = true;
        open.forEach(Session::close);
    }

    @Override
    public Session open(String purpose) {
        if (dead) {
            throw new DatabaseFailure.NoConnection("this process is dead", "", new IllegalStateException());
        }
        Session session = whole.open(purpose);
        open.add(session);
        return session;
    }

    @Override
    public Dialect dialect() {
        return whole.dialect();
    }

    @Override
    public Catalog catalog() {
        return whole.catalog();
    }

    @Override
    public Oracle oracle() {
        return whole.oracle();
    }

    @Override
    public void close() {
        kill();
        whole.close();
    }

    @Override
    public Monitor monitor() {
        return new Monitor() {
            @Override
            public List<Blocker> blockersOf(long sessionId) {
                return blockers("select" + BLOCKER + "from pg_stat_activity a where pid = any(pg_blocking_pids("
                        + sessionId + "))");
            }

            @Override
            public List<Blocker> holdersOf(TableName table) {
                return blockers("select distinct" + BLOCKER + "from pg_stat_activity a join pg_locks l using (pid)"
                        + " where l.granted and l.relation = to_regclass('" + table + "')");
            }

            @Override
            public Optional<Duration> replicaLag() {
                return Optional.empty();
            }

            @Override
            public int activeSessions() {
                return 0;
            }

            @Override
            public Standing standing() {
                throw new UnsupportedOperationException();
            }
        };
    }

    private List<Blocker> blockers(String sql) {
        try (Session session = open("monitor")) {
            return session.query(
                    sql,
                    row -> new Blocker(
                            row.number(1),
                            row.text(2),
                            row.text(3),
                            row.text(4),
                            Duration.ofSeconds(row.isNull(5) ? 0 : row.number(5)),
                            row.text(6)));
        }
    }
}
