package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, stopped as people stop it. */
class InterruptTest {
    @TempDir
    Path folder;

    @Test
    void whatIsInterruptedEndsSafelyAndGoesOnLater() throws Exception {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            database.execute("""
                    CREATE TABLE users (id int PRIMARY KEY, mail int);
                    INSERT INTO users SELECT n, n FROM generate_series(1, 20000) AS n;
                    CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END';
                    CREATE TRIGGER slowly BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION slowly();
                    ANALYZE users
                    """);
            Project.in(folder, "[env.dev]\nurl = \"${DATABASE_URL}\"\ngates = \"open\"\nsmall-table-rows = 10\n")
                    .migration("V1__wider", "ALTER TABLE users ALTER COLUMN mail TYPE bigint;");
            Process process = started(database);
            await().atMost(Duration.ofSeconds(60)).until(() -> isMoving(database));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(printed).isEqualTo(130);
            assertThat(printed).contains("❌ COMMAND FAILED: /db-migrations", "Next: ");
            database.execute("DROP TRIGGER slowly ON users");
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            assertThat(shell.run("status").out()).contains("in flight");
            assertThat(shell.run("up").out()).contains("V1 goes on", "Migrations: 1 applied, 0 pending");
        }
    }

    private Process started(TestDatabase database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "up"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DATABASE_URL", database.url());
        return builder.start();
    }

    /** Some batches are done. */
    private static boolean isMoving(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT n_tup_upd > 0 FROM pg_stat_user_tables WHERE relname = 'users'")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
