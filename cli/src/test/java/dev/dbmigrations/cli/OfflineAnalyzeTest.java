package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are judged by a kind of server that nobody connects to: the url of the project leads nowhere, and none is started. */
class OfflineAnalyzeTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void writeFiles() {
        Project.in(folder, "[env.ci]\nurl = \"${NOT_SET}\"\n[env.production]\nurl = \"postgres://nowhere.invalid/x\"\n")
                .migration("V10__later", "CREATE INDEX orders_total ON orders (total);")
                .migration("V9__orders", "CREATE TABLE orders (id bigint PRIMARY KEY, total bigint);")
                .migration("V11__users", "ALTER TABLE users RENAME COLUMN mail TO email;")
                .migration("U11__users", "ALTER TABLE users RENAME COLUMN email TO mail;")
                .write("services/a/schema.sql", "CREATE INDEX other_total ON other (total);\n");
        shell = new Shell(folder);
    }

    @Test
    void tablesThatTheFilesMakeAreNewAndAllOthersAreLarge() {
        Shell.Done done = shell.run("analyze", "--dialect", "postgresql", "--version", "17");
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(folder.resolve(".db-migrations")).doesNotExist();
        Golden.holds("analyze-offline", shell.transcript());
    }

    @Test
    void aPatternInQuotesMeansFilesOfAnyNameInAnyFolder() {
        Shell.Done done =
                shell.run("analyze", "--dialect", "postgresql", "--version", "17", "**/*.sql", "--report", "github");
        assertThat(done.out())
                .contains("file=services/a/schema.sql,line=1")
                .contains("file=migrations/V11__users.sql")
                .doesNotContain("V10__later")
                .doesNotContain("U11__users");
    }

    @ParameterizedTest
    @CsvSource({"mysql, 8.0", "mysql, 8.0.28", "mariadb, 11.4", "mariadb, 10.11", "postgresql, 14.3"})
    void eachProductHasItsReleases(String product, String release) {
        Shell.Done done = shell.run("analyze", "--dialect", product, "--version", release, "migrations/V11__users.sql");
        assertThat(done.out()).contains("column-rename-breaks-clients").contains("Database: " + product);
    }

    private static String[] with(String[] words, String last) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @Test
    void whatIsKnownFailsNothingUntilSomethingNewComes() throws Exception {
        String[] asked = {"analyze", "--dialect", "postgresql", "--version", "17"};
        assertThat(shell.run(with(with(asked, "--write-baseline"), "known.json"))
                        .exitCode())
                .isZero();
        Project project = new Project(folder);
        project.write("db-migrations.toml", "baseline = \"known.json\"\n");
        project.migration("V11__users", "\n\n-- moved\nALTER TABLE users\n  RENAME COLUMN mail TO email;");
        assertThat(shell.run(asked).exitCode()).isZero();
        project.migration("V12__new", "ALTER TABLE users RENAME COLUMN name TO called;");
        assertThat(shell.run(asked).exitCode()).isEqualTo(3);
        Files.delete(folder.resolve("migrations/V11__users.sql"));
        Files.delete(folder.resolve("migrations/V12__new.sql"));
        Files.delete(folder.resolve("migrations/U11__users.sql"));
        Shell.Done mended = shell.run(asked);
        assertThat(mended.exitCode()).isZero();
        assertThat(mended.out())
                .contains("note: no longer found, so it may go from the baseline: column-rename-breaks-clients"
                        + " in migrations/V11__users.sql: ALTER TABLE users RENAME COLUMN mail TO email");
    }

    @Test
    void theLevelOfTheConfigurationCountsUnlessAnotherIsTyped() {
        String[] asked = {"analyze", "--dialect", "postgresql", "--version", "17", "migrations/V11__users.sql"};
        new Project(folder).write("db-migrations.toml", "fail-on = \"info\"\n").migration("V11__users", """
                        -- db-migrations: allow=column-rename-breaks-clients reason="x"
                        ALTER TABLE users RENAME COLUMN mail TO email;
                        -- db-migrations: allow=table-drop-loses-data reason="x\"""");
        assertThat(shell.run(asked).exitCode()).isEqualTo(3);
        assertThat(shell.run(with(with(asked, "--fail-on"), "error")).exitCode())
                .isZero();
    }

    @Test
    void aWaiverCountsToItsLastDay() {
        String[] asked = {"analyze", "--dialect", "postgresql", "--version", "17", "migrations/V11__users.sql"};
        Project project = new Project(folder);
        String allow = "-- db-migrations: allow=column-rename-breaks-clients reason=\"agreed\" until=";
        String rename = "\nALTER TABLE users RENAME COLUMN mail TO email;";
        project.migration("V11__users", allow + "2999-12-31" + rename);
        assertThat(shell.run(asked).exitCode()).isZero();
        project.migration("V11__users", allow + "2020-12-31" + rename);
        Shell.Done over = shell.run(asked);
        assertThat(over.exitCode()).isEqualTo(3);
        assertThat(over.out()).contains("accepted until 2020-12-31, and that is over");
    }

    @Test
    void whatIsMissingOrUnknownIsSaid() {
        assertThat(shell.run("analyze", "--dialect", "postgresql").exitCode()).isEqualTo(2);
        assertThat(shell.run("analyze", "--version", "17").exitCode()).isEqualTo(2);
        assertThat(shell.run("analyze", "--dialect", "db2", "--version", "1").exitCode())
                .isEqualTo(2);
        assertThat(shell.run("analyze", "--dialect", "mysql", "--version", "5.7")
                        .exitCode())
                .isEqualTo(2);
        assertThat(shell.run("analyze", "--dialect", "postgresql", "--version", "17", "not/there/*.sql")
                        .exitCode())
                .isEqualTo(2);
        assertThat(shell.run(
                                "analyze",
                                "--dialect",
                                "postgresql",
                                "--version",
                                "17",
                                "--baseline",
                                "db-migrations.toml")
                        .exitCode())
                .isEqualTo(2);
        Golden.holds("analyze-offline-refused", shell.transcript());
    }
}
