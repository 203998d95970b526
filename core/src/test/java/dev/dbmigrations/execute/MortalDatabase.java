package dev.dbmigrations.execute;

import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A live database as one process sees it; killing it takes all connections of that process away at once, for good. */
final class MortalDatabase implements Database {
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
        return whole.monitor();
    }
}
