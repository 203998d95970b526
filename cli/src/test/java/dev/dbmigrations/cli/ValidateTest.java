package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} finds, in each of its forms. */
class ValidateTest {
    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();
    private Shell shell;

    @BeforeEach
    void startProject() {
        Project.in(folder, "[env.dev]\nurl = \"${DATABASE_URL}\"\n")
                .migration("V1__notes", "CREATE TABLE notes (id int PRIMARY KEY, text text);");
        shell = new Shell(folder).with("DATABASE_URL", database.url());
        assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void driftHasAnExitCodeOfItsOwn() throws SQLException {
        assertThat(shell.run("validate", "--env", "dev").exitCode()).isZero();
        database.execute("ALTER TABLE notes ADD COLUMN by_hand int");
        Shell.Done done = shell.run("validate", "--env", "dev");
        assertThat(done.exitCode()).isEqualTo(5);
        assertThat(done.out())
                .contains("DBM-2390  column public.notes.by_hand added")
                .contains("back    ALTER TABLE public.notes DROP COLUMN by_hand;")
                .contains("onward  ALTER TABLE public.notes ADD COLUMN by_hand integer;");
    }

    @Test
    void theReportIsWrittenInEachFormat() throws Exception {
        database.execute("ALTER TABLE notes ADD COLUMN by_hand int");
        Shell.Done done = shell.run(
                "validate",
                "--env",
                "dev",
                "--report",
                "markdown=v.md",
                "--report",
                "junit=v.xml",
                "--report",
                "json=v.json");
        assertThat(done.exitCode()).isEqualTo(5);
        assertThat(folder.resolve("v.md")).content().contains("## Drift", "### error DBM-2390");
        assertThat(folder.resolve("v.json")).content().contains("\"topic\": \"drift\"");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("v.xml").toFile())
                        .getElementsByTagName("failure")
                        .getLength())
                .isEqualTo(1);
        Shell.Done printed = shell.run("validate", "--env", "dev", "--report", "markdown");
        assertThat(printed.exitCode()).isEqualTo(5);
        assertThat(printed.out()).startsWith("# Validation on postgresql 18").doesNotContain("COMMAND");
    }

    @Test
    void theSuiteIsWrittenAsSql() throws Exception {
        assertThat(shell.run("validate", "--env", "dev", "--suite", "checks.sql")
                        .exitCode())
                .isZero();
        String suite = Files.readString(folder.resolve("checks.sql"));
        assertThat(suite).contains("--   expected: no rows", "--   severity: error", "--   meaning: ");
        database.execute(suite);
    }

    @Test
    void anUnknownFormatIsRefusedBeforeAnythingIsLookedAt() {
        assertThat(shell.run("validate", "--env", "dev", "--report", "sarif").exitCode())
                .isEqualTo(2);
    }
}
