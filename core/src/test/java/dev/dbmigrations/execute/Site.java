package dev.dbmigrations.execute;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.postgres.PostgresBookkeeping;
import dev.dbmigrations.database.postgres.PostgresDatabase;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresTarget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.Workplace.Attendance;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A fresh database with our tables in it, and processes that work on it. */
final class Site implements AutoCloseable {
    static final Settings IMPATIENT = new Settings(
            Duration.ofMillis(100),
            Duration.ofMillis(900),
            Duration.ZERO,
            Duration.ofSeconds(20),
            Settings.Gates.CLOSED);

    final HistoryTables tables = new HistoryTables(new PostgresBookkeeping());
    private final TestDatabase scratch;
    private final MortalDatabase observer;
    final Home home;

    Site(int major) {
        scratch = TestPostgres.server(major).fresh();
        observer = process();
        try (Session session = observer.open("set up")) {
            home = tables.create(session);
        }
    }

    String url() {
        return scratch.url();
    }

    /** A new process's view of the database. */
    MortalDatabase process() {
        return process(scratch.url());
    }

    static MortalDatabase process(String url) {
        return new MortalDatabase(PostgresDatabase.connect(PostgresTarget.of(url), PostgresDialect::new));
    }

    Workplace workplace(MortalDatabase process, Settings settings, RunListener listener) {
        return new Workplace(
                process,
                home,
                new Self("build-7", 4711, "deploy", "db-migrations up"),
                settings,
                Attendance.of(listener));
    }

    /** A process at work, on a connection of its own, moving rows by tens. */
    Execution begin(MortalDatabase process, Settings settings, RunListener listener) {
        return begin(process, workplace(process, settings, listener));
    }

    static Execution begin(MortalDatabase process, Workplace place) {
        return Execution.begin(place, journal -> new ByTens(process, journal, event -> {}));
    }

    /** Something that somebody else writes into the journal. */
    void record(String run, Event event) {
        try (Session session = session()) {
            journal().append(session, run, event);
        }
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

    /** Every row of the answer, its columns joined. */
    List<String> ask(String sql) {
        try (Session session = observer.open("question")) {
            return session.query(
                    "select (select string_agg(value, '|') from json_each_text(row_to_json(q))) from (" + sql + ") q",
                    row -> row.text(1));
        }
    }

    Session session() {
        return observer.open("test");
    }

    MortalDatabase observer() {
        return observer;
    }

    Journal journal() {
        return new Journal(home, "test");
    }

    RunState state(String run) {
        try (Session session = session()) {
            return journal().state(session, run);
        }
    }

    List<String> unfinished() {
        try (Session session = session()) {
            return journal().unfinished(session);
        }
    }

    List<String> applied() {
        return ask("select kind, version from schema_migrations order by installed_rank");
    }

    /** Columns, indexes and constraints of everything that is not our own. */
    List<String> schema() {
        return ask("""
                select 'column', c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull::text
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
                  and c.relname not like 'db_migrations%' and c.relname <> 'schema_migrations'
                union all
                select 'index', x.indrelid::regclass::text, x.indexrelid::regclass::text, pg_get_indexdef(x.indexrelid),
                       x.indisvalid::text
                from pg_index x join pg_class c on c.oid = x.indrelid
                where c.relnamespace = 'public'::regnamespace
                  and c.relname not like 'db_migrations%' and c.relname <> 'schema_migrations'
                order by 1, 2, 3""");
    }

    @Override
    public void close() {
        observer.close();
        try {
            scratch.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
