package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who sits at a terminal, seen through tmux. */
class TerminalTest {
    private static final String SESSION = "0";

    @TempDir
    Path folder;

    @BeforeEach
    void tmuxIsThere() {
        assumeTrue(isThere(), "tmux is not installed: nobody looked at a terminal");
    }

    @AfterEach
    void endTmux() throws Exception {
        tmux("kill-server");
    }

    @Test
    void aBarMovesAndLeavesNothingBehind() throws Exception {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            database.execute("""
                    CREATE TABLE users (id int PRIMARY KEY, mail int);
                    INSERT INTO users SELECT n, n FROM generate_series(1, 3000) AS n;
                    CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END';
                    CREATE TRIGGER slowly BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION slowly();
                    ANALYZE users
                    """);
            Project.in(folder, "[env.dev]\nurl = \"" + database.url() + "\"\ngates = \"open\"\nsmall-table-rows = 10\n")
                    .migration("V1__wider", "ALTER TABLE users ALTER COLUMN mail TYPE bigint;");
            Files.writeString(folder.resolve("run.sh"), command());
            tmux(
                    "new-session",
                    "-d",
                    "-s",
                    SESSION,
                    "-x",
                    "100",
                    "-y",
                    "40",
                    "sh " + folder.resolve("run.sh") + "; cat");
            await().atMost(Duration.ofSeconds(60)).until(() -> screen().contains("━"));
            await().atMost(Duration.ofSeconds(60)).until(() -> screen().contains("Validation: passed"));
            assertThat(screen())
                    .contains("[2/7] backfill public.users.mail_new   3,000 rows in")
                    .doesNotContain("━");
        }
    }

    private static String command() {
        return String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddb-migrations.columns.out=100",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-C",
                "\"$(dirname \"$0\")\"",
                "up");
    }

    private String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-t", SESSION);
    }

    /** A server of this test's own. */
    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("tmux").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
