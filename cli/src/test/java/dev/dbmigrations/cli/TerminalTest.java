package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who sits at a terminal, and what a file gets instead. */
class TerminalTest {
    private static final String BAR = "━";
    private static final String BACKFILLED = "  [2/5] backfill public.users.mail_new   3,000 rows in ";

    @TempDir
    static Path place;

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();

    @BeforeAll
    static void install() throws IOException {
        Installation.in(place.resolve("there"));
    }

    @BeforeEach
    void startProject() throws SQLException {
        database.execute("""
                CREATE TABLE users (id int PRIMARY KEY, mail int);
                INSERT INTO users SELECT n, n FROM generate_series(1, 3000) AS n;
                CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END';
                CREATE TRIGGER slowly BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION slowly();
                ANALYZE users
                """);
        Project.in(folder, "[env.dev]\nurl = \"" + database.url() + "\"\ngates = \"open\"\nsmall-table-rows = 10\n")
                .migration("V1__wider", "ALTER TABLE users ALTER COLUMN mail TYPE bigint;");
    }

    @AfterEach
    void endAll() throws Exception {
        tmux("kill-server");
        database.close();
    }

    @Test
    void aFileGetsLinesAndNoControlCodes() throws Exception {
        String printed = printed("bash", "-c", up());
        assertThat(printed).contains(BACKFILLED, "Validation: passed").doesNotContain("\u001b", "\r", BAR);
    }

    @Test
    void aTerminalGetsABarThatIsWipedAway() throws Exception {
        assumeTrue(isThere("script", "--version"), "script of util-linux is not installed");
        String printed = printed("script", "-qec", up(), "/dev/null");
        assertThat(printed).contains("\r\u001b[K", BAR, "rows/s", " left");
        String last = printed.substring(printed.indexOf(BACKFILLED));
        assertThat(last).contains("Validation: passed").doesNotContain(BAR);
    }

    @Test
    void aBarMovesAndLeavesNothingBehind() throws Exception {
        assumeTrue(isThere("tmux", "-V"), "tmux is not installed: nobody looked at a screen");
        tmux("new-session", "-d", "-x", "100", "-y", "40", up() + "; cat");
        await().atMost(Duration.ofSeconds(60)).until(() -> screen().contains(BAR));
        await().atMost(Duration.ofSeconds(60)).until(() -> screen().contains("Validation: passed"));
        assertThat(screen()).contains(BACKFILLED).doesNotContain(BAR);
    }

    private String up() {
        return place.resolve("there/db-migrations") + " up -C " + folder;
    }

    private String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /** A server of this test's own. */
    private String tmux(String... arguments) throws IOException, InterruptedException {
        if (!isThere("tmux", "-V")) {
            return "";
        }
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("tmux").toString()));
        command.addAll(List.of(arguments));
        return printed(command.toArray(String[]::new));
    }

    private static String printed(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("NO_COLOR");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
