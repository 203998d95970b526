package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTest {
    @TempDir
    Path folder;

    static List<Integer> majors() {
        return TestPostgres.majors();
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithoutThePassword() {
        Project.in(folder, "").migration("V1__a", "CREATE TABLE a (id int);");
        Shell shell = new Shell(folder).with("DATABASE_URL", "postgres://ann:s3cret@127.0.0.1:1/app");
        assertThat(shell.run("up").exitCode()).isEqualTo(8);
        assertThat(shell.run("status", "--output", "json").exitCode()).isEqualTo(8);
        assertThat(shell.transcript()).contains("DBM-8001").doesNotContain("s3cret");
    }

    @Test
    void anEnvironmentThatIsNotThereIsNamed() {
        Project.in(folder, "[env.dev]\n");
        Shell shell = new Shell(folder);
        assertThat(shell.run("status", "--env", "prod").exitCode()).isEqualTo(2);
        Golden.holds("unknown-environment", shell.transcript());
    }

    @ParameterizedTest
    @MethodSource("majors")
    void everyVersionIsMigratedForthAndBack(int major) throws Exception {
        try (TestDatabase database = TestPostgres.server(major).fresh()) {
            Project.in(folder, "[env.dev]\ngates = \"open\"\nurl = \"${DATABASE_URL}\"\n")
                    .migration("V1__a", "CREATE TABLE a (id int PRIMARY KEY, b int);")
                    .migration("V2__b", "ALTER TABLE a ALTER COLUMN b TYPE bigint;");
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            for (String command : List.of("validate", "analyze", "plan", "up", "status", "down", "up")) {
                Shell.Done done = shell.run(command, "--output", "json");
                JsonNode document = new ObjectMapper().readTree(done.out());
                assertThat(document.path("command").asText()).isEqualTo(command);
                assertThat(document.path("exitCode").asInt()).isEqualTo(done.exitCode());
                assertThat(document.path("database").asText()).isEqualTo("postgresql");
                assertThat(done.exitCode()).as(done.all()).isIn(0, 3);
            }
            assertThat(shell.run("status").out()).contains("Migrations: 2 applied, 0 pending");
        }
    }
}
