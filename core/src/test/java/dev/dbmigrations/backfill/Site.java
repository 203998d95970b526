package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.postgres.PostgresBookkeeping;
import dev.dbmigrations.database.postgres.PostgresDatabase;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresTarget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.RowWork.Repetition;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.TableName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A database of one test, with our tables in it, and the means to move rows there. */
final class Site implements AutoCloseable {
    static final String RUN = "V1@20261122-153012-123";

    /** Small batches, so that there are many. */
    static final Targets BRISK =
            Targets.DEFAULT.withBatch(Duration.ofMillis(40)).withPatience(Duration.ofSeconds(20));

    final TestDatabase scratch;
    final TestedDatabase database;
    final Journal journal;
    final Control control = new Control();
    final Queue<Progress> progress = new ConcurrentLinkedQueue<>();

    Site(int major) {
        this(TestPostgres.server(major).fresh());
    }

    Site(TestDatabase scratch) {
        this.scratch = scratch;
        this.database = connected(scratch.url());
        try (Session session = database.open("db-migrations test")) {
            journal = new Journal(new HistoryTables(new PostgresBookkeeping()).create(session), "test");
        }
    }

    static TestedDatabase connected(String url) {
        return new TestedDatabase(PostgresDatabase.connect(PostgresTarget.of(url), PostgresDialect::new));
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
            return session.query(sql, row -> row.isNull(1) ? "" : row.text(1));
        }
    }

    long number(String sql) {
        return Long.parseLong(texts(sql).getFirst());
    }

    /** A step on the table {@code public.<table>}. */
    static Step.MoveRows step(String table, String set, String where, Repetition repetition, String... key) {
        RowWork work = new RowWork(
                TableName.of("public", table),
                "r",
                List.of(key),
                new RowWork.Pieces(
                        List.of("SET LOCAL test.bypass = 'on'"), "UPDATE " + table + " AS r SET " + set, where, ""),
                repetition);
        return new Step.MoveRows(SamplePlans.facts("1-backfill", Envelope.BATCHES, SamplePlans.NOTHING), work);
    }

    RowMover.Ending move(Step.MoveRows step, Targets pace) {
        return move(step, pace, database);
    }

    RowMover.Ending move(Step.MoveRows step, Targets pace, TestedDatabase through) {
        RunState state = state();
        return new Backfiller(through, journal, pace, Clock.systemUTC()).move(RUN, step, state, control, progress::add);
    }

    RunState state() {
        try (Session session = database.open("db-migrations question")) {
            return journal.state(session, RUN);
        }
    }

    List<Event.BatchDone> batches() {
        try (Session session = database.open("db-migrations question")) {
            return journal.read(session, RUN).stream()
                    .map(Recorded::event)
                    .filter(Event.BatchDone.class::isInstance)
                    .map(Event.BatchDone.class::cast)
                    .toList();
        }
    }

    /** Keeps {@code b} at twice {@code a}, whoever writes, unless the writer passes by. */
    void createSync(String table) {
        run(
                """
                CREATE FUNCTION sync() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := NEW.a * 2; RETURN NEW; END $$""",
                "CREATE TRIGGER zz_sync BEFORE INSERT OR UPDATE ON " + table
                        + " FOR EACH ROW WHEN (current_setting('test.bypass', true) IS DISTINCT FROM 'on')"
                        + " EXECUTE FUNCTION sync()");
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
