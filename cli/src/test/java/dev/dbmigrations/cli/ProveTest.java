package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --prove}: a scratch server is started, tells what it has to tell, and is gone. */
class ProveTest {
    @TempDir
    Path folder;

    static Stream<Arguments> opaque() {
        return Stream.of(
                Arguments.of(
                        TestPostgres.server(18),
                        "DO $$ BEGIN ALTER TABLE users ADD COLUMN nick text; CREATE VIEW nicks AS SELECT nick FROM users; END $$",
                        "DROP VIEW public.nicks;\n\nALTER TABLE public.users DROP COLUMN nick;\n"),
                Arguments.of(
                        TestMariaDb.server("11.4"),
                        "EXECUTE IMMEDIATE 'ALTER TABLE users ADD COLUMN nick varchar(9)'",
                        "ALTER TABLE users DROP COLUMN nick;\n"));
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(scratchFolders()).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(ownPrefix())))
                .isEmpty();
    }

    private static String ownPrefix() {
        return "db-migrations-scratch-" + ProcessHandle.current().pid() + "-";
    }

    private static List<Path> scratchFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(ownPrefix()))
                    .toList();
        }
    }

    private Shell project(TestDatabase database) {
        Project.in(folder, "[env.dev]\nurl = \"${DATABASE_URL}\"\n")
                .migration("V1__users", "CREATE TABLE users (id int PRIMARY KEY, mail varchar(50) NOT NULL);");
        Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
        assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
        return shell;
    }

    @ParameterizedTest
    @MethodSource("opaque")
    void theUndoOfAStatementThatNobodyCanReadIsFoundWrittenAndWorks(TestServer server, String sql, String undo)
            throws Exception {
        try (TestDatabase database = server.fresh()) {
            Shell shell = project(database);
            Shell.Done created = shell.run("create", "nicks", "--prove", "--env", "dev", "--sql", sql);
            assertThat(created.exitCode()).as(created.out()).isZero();
            assertThat(created.out()).contains("proved   run and taken back on ");
            assertThat(content("U.*nicks.sql")).isEqualTo(undo);
            assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
            Shell.Done validated = shell.run("validate", "--prove", "--env", "dev");
            assertThat(validated.exitCode()).as(validated.out()).isZero();
            assertThat(shell.run("down", "--env", "dev", "--allow-data-loss").exitCode())
                    .isZero();
        }
    }

    @Test
    void aWayBackThatDoesNotLeadBackFailsTheValidation() throws Exception {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            Shell shell = project(database);
            Project project = new Project(folder);
            project.migration("V2__mails", "CREATE TABLE mails (id int PRIMARY KEY); CREATE SEQUENCE numbers;");
            project.migration("U2__mails", "DROP TABLE mails;");
            assertThat(shell.run("validate", "--env", "dev").exitCode()).isZero();
            Shell.Done done = shell.run("validate", "--prove", "--env", "dev");
            assertThat(done.exitCode()).isEqualTo(3);
            assertThat(done.out())
                    .contains("DBM-7301  the way back of V2 does not lead back")
                    .contains("why     sequence public.numbers was not there before, and is now")
                    .contains("next    mend migrations/U2__mails.sql");
        }
    }

    @Test
    void whatCannotBeProvedFailsAndStaysWritten() throws Exception {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            Shell shell = project(database);
            Shell.Done done = shell.run(
                    "create", "values", "--prove", "--env", "dev", "--sql", "ALTER SYSTEM SET work_mem = '5MB'");
            assertThat(done.exitCode()).isEqualTo(3);
            assertThat(done.out())
                    .contains("DBM-7304  no way back of V", "the catalog shows nothing of what it has changed");
            assertThat(content("V.*values.sql")).startsWith("ALTER SYSTEM");
        }
    }

    private String content(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("migrations"))) {
            return Files.readString(
                    files.filter(file -> file.getFileName().toString().matches(pattern))
                            .findFirst()
                            .orElseThrow());
        }
    }
}
