package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A fresh database of one test, and the product's view of it. */
final class LiveDatabase implements AutoCloseable {

    private final TestDatabase scratch;
    private final PostgresDatabase database;

    LiveDatabase(int major) {
        scratch = TestPostgres.server(major).fresh();
        database = PostgresDatabase.connect(PostgresTarget.of(scratch.url()), PostgresDialect::new);
    }

    PostgresDatabase database() {
        return database;
    }

    PostgresTarget target() {
        return PostgresTarget.of(scratch.url());
    }

    /** With everything a driver needs. */
    String url() {
        return scratch.url();
    }

    Session session() {
        return database.open("db-migrations test");
    }

    void run(String sql) {
        try (Session session = database.open("db-migrations arrangement")) {
            session.execute(sql);
        }
    }

    List<String> ask(String sql) {
        try (Session session = database.open("db-migrations question")) {
            return session.query(sql, row -> row.text(1));
        }
    }

    /** Returns when the session waits for a lock. */
    void awaitWaiting(long sessionId) {
        awaitTruth("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = " + sessionId);
    }

    void awaitTruth(String question) {
        try (Session session = database.open("db-migrations question")) {
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .pollInterval(5, TimeUnit.MILLISECONDS)
                    .until(() -> session.query(question, row -> !row.isNull(1) && row.truth(1))
                            .contains(true));
        }
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
