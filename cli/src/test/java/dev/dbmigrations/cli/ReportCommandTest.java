package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened in runs, told afterwards. */
class ReportCommandTest {
    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();
    private Shell shell;

    @BeforeEach
    void startProject() throws SQLException {
        database.execute("CREATE TABLE users (id int PRIMARY KEY, mail text)");
        database.execute("INSERT INTO users SELECT n, 'user' || n FROM generate_series(1, 5000) AS n");
        database.execute("ANALYZE users");
        Project.in(folder, "small-table-rows = 100\n\n[env.dev]\nurl = \"${DATABASE_URL}\"\n")
                .migration("V1__notes", "CREATE TABLE notes (id int PRIMARY KEY, text text);")
                .migration("V2__rename", "ALTER TABLE users RENAME COLUMN mail TO email;");
        shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void theLastRunIsToldUnlessAnotherIsNamed() throws Exception {
        assertThat(shell.run("report").exitCode()).isEqualTo(2);
        assertThat(shell.run("up").exitCode()).isZero();
        assertThat(shell.run("report").out())
                .contains("run V2@")
                .contains("waits at its gate")
                .contains("5,000 rows in ");
        assertThat(shell.run("report", "V1").out()).contains("run V1@").contains("applied");
        assertThat(shell.run("report", "V3").exitCode()).isEqualTo(2);
        JsonNode run = new ObjectMapper()
                .readTree(shell.run("report", "2", "--report", "json").out());
        assertThat(run.path("format").asText()).isEqualTo("db-migrations run 1");
        assertThat(shell.run("report", run.path("run").asText()).out()).contains("waits at its gate");
        assertThat(shell.run("report", "--report", "html=run.html").exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("run.html"))).startsWith("<!DOCTYPE html>");
        assertThat(shell.run("report", "--report", "sarif").exitCode()).isEqualTo(2);
        shell.run("complete");
        assertThat(shell.run("report").out()).contains("applied").contains("opened the gate");
    }

    @Test
    void aPlanIsReportedInEveryForm() throws Exception {
        Shell.Done done = shell.run("plan", "--report", "html=plan.html", "--report", "json=plan.json");
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("plan of V2 on postgresql").contains("COMMAND COMPLETE");
        assertThat(Files.readString(folder.resolve("plan.html"))).contains("The plan: expand-contract");
        JsonNode plan = new ObjectMapper().readTree(Files.readString(folder.resolve("plan.json")));
        assertThat(plan.path("migrations").path(1).path("plan").path("phases")).isNotEmpty();
        assertThat(shell.run("plan", "V2", "--report", "markdown").out()).startsWith("# Analysis of 1 migration");
        assertThat(shell.run("analyze", "V2", "--verbose").out())
                .contains("What to watch while it runs")
                .contains("Rollback");
    }
}
