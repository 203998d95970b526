package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A real database whose sessions and measurements a test may tamper with. */
final class TestedDatabase implements Database, Database.Monitor {
    private final Database real;
    volatile UnaryOperator<Session> sessions = UnaryOperator.identity();
    final TestedGauges gauges;

    TestedDatabase(Database real) {
        this.real = real;
        this.gauges = new TestedGauges(real.monitor().gauges());
    }

    @Override
    public Dialect dialect() {
        return real.dialect();
    }

    @Override
    public Session open(String purpose) {
        return sessions.apply(real.open(purpose));
    }

    @Override
    public Catalog catalog() {
        return real.catalog();
    }

    @Override
    public Oracle oracle() {
        return real.oracle();
    }

    @Override
    public Monitor monitor() {
        return this;
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public List<Blocker> blockersOf(long sessionId) {
        return real.monitor().blockersOf(sessionId);
    }

    @Override
    public Optional<String> end(Blocker blocker, TableName table) {
        return Optional.of("nobody is ended here");
    }

    @Override
    public List<Blocker> holdersOf(TableName table) {
        return real.monitor().holdersOf(table);
    }

    @Override
    public Gauges gauges() {
        return gauges;
    }

    @Override
    public Standing standing() {
        return real.monitor().standing();
    }
}
