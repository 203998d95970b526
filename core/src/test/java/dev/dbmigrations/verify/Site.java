package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A database of one test, of any kind of server, with a table {@code t} and its double {@code t_new}. */
final class Site implements AutoCloseable {
    static final String RUN = "V1@20261122-153012-123";

    final TestServer server;
    final TestDatabase scratch;
    final Database database;
    final Journal journal;
    final Steering control = new Steering();
    final Queue<Progress> progress = new ConcurrentLinkedQueue<>();

    Site(TestServer server) {
        server.whyAbsent().ifPresent(Assumptions::abort);
        this.server = server;
        this.scratch = server.fresh();
        Vendor vendor = ServiceLoader.load(Vendor.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(v -> v.speaks(scratch.url()))
                .findFirst()
                .orElseThrow();
        this.database = vendor.connect(new Login(scratch.url(), "", () -> "", Map.of()));
        try (Session session = database.open("db-migrations test")) {
            journal = new Journal(new HistoryTables(vendor.bookkeeping()).create(session), "test");
        }
    }

    boolean isPostgres() {
        return server.vendor().equals("postgresql");
    }

    void run(String... statements) {
        try {
            for (String sql : statements) {
                scratch.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> texts(String sql) {
        try (Session session = database.open("db-migrations question")) {
            return session.query(sql, row -> row.isNull(1) ? "NULL" : row.text(1));
        }
    }

    long number(String sql) {
        return Long.parseLong(texts(sql).getFirst());
    }

    /** Numbers from 1, in a column {@code n}. */
    String numbers(int count) {
        return isPostgres()
                ? "(SELECT generate_series(1, " + count + ") AS n) AS numbers"
                : "(WITH RECURSIVE s AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM s WHERE n < " + count
                        + ") SELECT n FROM s) AS numbers";
    }

    TableName table(String name) {
        return TableName.of(isPostgres() ? "public" : scratch.name(), name);
    }

    /** The pair of {@code t} and {@code t_new}, whose columns are made of expressions over those of t. */
    TablePair pair(Matched... columns) {
        Schema schema = database.catalog().read(List.of(table("t"), table("t_new")));
        Table source = schema.table(table("t")).orElseThrow();
        Table target = schema.table(table("t_new")).orElseThrow();
        List<Matched> matched = columns.length > 0
                ? List.of(columns)
                : target.columns().stream()
                        .map(c -> new Matched(database.dialect().names().quote(c.name()), c.name()))
                        .toList();
        return database.dialect().rowChecksums().pair(source, target, matched);
    }

    static Step.CompareTables step(TablePair pair) {
        return new Step.CompareTables(SamplePlans.facts("1-compare", Envelope.READ, SamplePlans.NOTHING), pair);
    }

    Ending verify(TablePair pair) {
        return verify(pair, Targets.DEFAULT);
    }

    Ending verify(TablePair pair, Targets pace) {
        return new Verifier(database, journal, pace, Clock.systemUTC())
                .verify(RUN, step(pair), state(), control, progress::add);
    }

    RunState state() {
        try (Session session = database.open("db-migrations question")) {
            return journal.state(session, RUN);
        }
    }

    /** Makes the next comparison begin anew. */
    void forget() {
        try (Session session = database.open("db-migrations test")) {
            journal.append(session, RUN, new Event.StepUndone("1-compare"));
        }
    }

    /** The ranges in which differences were found, in order. */
    List<Event.RowsDiffered> differences() {
        return events().filter(Event.RowsDiffered.class::isInstance)
                .map(Event.RowsDiffered.class::cast)
                .toList();
    }

    Stream<Event> events() {
        try (Session session = database.open("db-migrations question")) {
            return journal.read(session, RUN).stream().map(Recorded::event);
        }
    }

    /** How many rows one of the two has and the other has not, in all their columns as text. */
    long unlike(String columns) {
        String here = "SELECT " + columns + " FROM t";
        String there = "SELECT " + columns + " FROM t_new";
        return number("SELECT (SELECT count(*) FROM (" + here + " EXCEPT ALL " + there + ") a)"
                + " + (SELECT count(*) FROM (" + there + " EXCEPT ALL " + here + ") b)");
    }

    @Override
    public void close() {
        database.close();
        try {
            scratch.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
