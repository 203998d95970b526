package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A real database whose sessions and measurements a test may tamper with. */
final class TestedDatabase implements Database, Catalog, Database.Monitor {
    private final Database real;
    volatile UnaryOperator<Session> sessions = UnaryOperator.identity();
    volatile Supplier<Optional<Duration>> replicaLag = Optional::empty;

    TestedDatabase(Database real) {
        this.real = real;
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
        return this;
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
    public String defaultSchema() {
        return "public";
    }

    @Override
    public Schema read(Collection<TableName> names) {
        try (Session session = real.open("db-migrations test")) {
            return Schema.of(
                    "public", names.stream().map(name -> table(session, name)).toList());
        }
    }

    private static Table table(Session session, TableName name) {
        List<Column> columns = session.query(
                "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0",
                row -> Column.plain(row.text(1), row.text(2), true),
                name.toString());
        long rows = session.query(
                        "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = ?::regclass",
                        row -> row.number(1),
                        name.toString())
                .getFirst();
        Table.Surroundings surroundings =
                new Table.Surroundings(new Size(rows, 0, 0), false, List.of(), List.of(), List.of());
        return new Table(name, Table.Kind.TABLE, columns, List.of(), List.of(), surroundings);
    }

    @Override
    public Schema readAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String fingerprint(Schema schema) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Blocker> blockersOf(long sessionId) {
        return List.of();
    }

    @Override
    public List<Blocker> holdersOf(TableName table) {
        return List.of();
    }

    @Override
    public Optional<Duration> replicaLag() {
        return replicaLag.get();
    }

    @Override
    public int activeSessions() {
        return 0;
    }

    @Override
    public Standing standing() {
        return new Standing(false, false, "test");
    }
}
