package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String CONFIGURATION = "[env.dev]\nurl = \"${DATABASE_URL}\"\ngates = \"open\"\n";

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();
    private Project project;
    private Shell shell;

    @BeforeEach
    void startProject() {
        project = Project.in(folder, CONFIGURATION)
                .migration("V1__create_notes", "CREATE TABLE notes (id int PRIMARY KEY, text text);")
                .migration("V2__index_text", "CREATE INDEX notes_text ON notes (text);")
                .migration("V3__more", "ALTER TABLE notes ADD COLUMN more int;");
        shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private String[] export(String... more) {
        String[] words =
                java.util.Arrays.copyOf(new String[] {"export", "--format", "rollback-script"}, 3 + more.length);
        System.arraycopy(more, 0, words, 3, more.length);
        return words;
    }

    @Test
    void whatIsAppliedAndWhatIsPendingGetsAScriptEach() {
        shell.run("up", "--to", "2");
        assertThat(shell.run(export()).exitCode()).isZero();
        for (String version : new String[] {"1", "2", "3"}) {
            assertThat(folder.resolve("rollback-scripts/rollback_" + version + ".sh"))
                    .isExecutable();
        }
        assertThat(project.read("rollback-scripts/MANUAL.md"))
                .contains("### V3 more", "not applied yet", "### V1 create notes", "what is in public.notes");
    }

    @Test
    void onlyTheLastOnesOrThoseOfSomeVersionsCanBeAskedFor() {
        shell.run("up");
        assertThat(shell.run(export("--last", "1", "-o", "a")).out())
                .contains("written  a/rollback_3.sh")
                .doesNotContain("rollback_2.sh");
        assertThat(shell.run(export("V1", "2", "-o", "b")).out())
                .contains("b/rollback_2.sh", "b/rollback_1.sh")
                .doesNotContain("rollback_3.sh");
        assertThat(shell.run(export("--last", "2", "-o", "b")).out())
                .contains("b/rollback_1.sh is of an earlier export");
    }

    @Test
    void whatCannotBeExportedIsToldWithWhatCan() {
        assertThat(shell.run("export").exitCode()).isEqualTo(2);
        assertThat(shell.run("export", "--format", "flyway").exitCode()).isEqualTo(2);
        assertThat(shell.run(export("--last", "1", "V1")).exitCode()).isEqualTo(2);
        assertThat(shell.run(export("--last", "0")).exitCode()).isEqualTo(2);
        assertThat(shell.run(export("V9")).exitCode()).isEqualTo(2);
        Golden.holds("export", shell.transcript());
    }

    @Test
    void exportingChangesNothing() {
        assertThat(shell.run(export()).exitCode()).isZero();
        assertThat(shell.run("status").out()).contains("3 pending");
        assertThat(Files.exists(folder.resolve("rollback-scripts/rollback_3.sh")))
                .isTrue();
        assertThat(tables()).isEmpty();
    }

    private java.util.List<String> tables() {
        try (var connection = database.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            java.util.List<String> names = new java.util.ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
