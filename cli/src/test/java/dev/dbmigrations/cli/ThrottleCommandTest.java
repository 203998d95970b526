package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run at work is slowed, held and let go from another terminal, and tells there what it does. */
class ThrottleCommandTest {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private Shell shell(TestDatabase database) {
        return new Shell(folder).with("DATABASE_URL", database.url());
    }

    private static long number(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private static long workers(TestDatabase database) throws SQLException {
        return number(
                database,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name = 'db-migrations rows'");
    }

    @Test
    void aRunIsSlowedHeldAndLetGoFromAnotherTerminal() throws Exception {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            database.execute("""
                    CREATE TABLE users (id int PRIMARY KEY, mail int);
                    INSERT INTO users SELECT n, n FROM generate_series(1, 60000) AS n;
                    CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END';
                    CREATE TRIGGER slowly BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION slowly();
                    CREATE TABLE brake (n numeric);
                    INSERT INTO brake VALUES (0);
                    ANALYZE users
                    """);
            Project.in(folder, """
                            [env.dev]
                            url = "${DATABASE_URL}"
                            gates = "open"
                            small-table-rows = 10
                            throttle-query = "SELECT max(n) FROM brake"
                            """).migration("V1__wider", "ALTER TABLE users ALTER COLUMN mail TYPE bigint;");
            CompletableFuture<Shell.Done> up =
                    CompletableFuture.supplyAsync(() -> shell(database).run("up", "--pace", "gentle"));
            await().atMost(ENOUGH).until(() -> workers(database) == 1);
            Shell shell = shell(database);
            assertThat(shell.run("throttle").exitCode()).isEqualTo(2);
            assertThat(shell.run("throttle", "--workers", "0").exitCode()).isEqualTo(2);
            assertThat(shell.run("throttle", "--max-lag", "soon").exitCode()).isEqualTo(2);
            assertThat(shell.run("throttle", "--pace", "fast", "--workers", "3", "--max-lag", "5s")
                            .exitCode())
                    .isZero();
            await().atMost(ENOUGH).until(() -> workers(database) == 3);
            assertThat(shell.run("pause", "--reason", "lunch").exitCode()).isZero();
            await().atMost(ENOUGH).until(() -> isHeld(database));
            Golden.holds("throttle", shell.transcript());
            assertThat(shell.run("status").out())
                    .contains("paused: lunch", "asked meanwhile: pace fast, 3 workers, replicas at most 5.0 s behind");
            database.execute("UPDATE brake SET n = 2");
            shell.run("resume");
            await().atMost(ENOUGH)
                    .until(() -> shell(database)
                            .run("status")
                            .out()
                            .contains("held back: the throttle-query says 2; below 1 is allowed"));
            database.execute("UPDATE brake SET n = 0; DROP TRIGGER slowly ON users");
            assertThat(up.get().out()).contains("Migrations: 1 applied, 0 pending");
            assertThat(number(database, "SELECT count(*) FROM users WHERE mail <> id OR mail IS NULL"))
                    .isZero();
        }
    }

    /** No batch is in flight, and none begins though time passes. */
    private static boolean isHeld(TestDatabase database) throws SQLException {
        return number(
                                database,
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND application_name = 'db-migrations rows' AND state <> 'idle'")
                        == 0
                && number(database, "SELECT count(*) FROM db_migrations_journal WHERE kind = 'PauseRequested'") == 1;
    }
}
