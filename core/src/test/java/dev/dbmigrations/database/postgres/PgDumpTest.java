package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.embedded.testkit.ClientPrograms;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code pg_dump} is told, and that it has done it. */
class PgDumpTest {
    private final DumpProgram program = new PgDump();

    @TempDir
    Path folder;

    @Test
    void aDumpIsWholeAndBringsTheRowsBack() throws Exception {
        ClientPrograms programs = ClientPrograms.postgres();
        Path found = programs.folder().orElse(null);
        Assumptions.assumeTrue(found != null, programs.reason());
        try (TestDatabase database = TestPostgres.server(14).fresh();
                TestDatabase other = TestPostgres.server(14).fresh()) {
            database.execute("CREATE TABLE users (id int PRIMARY KEY); INSERT INTO users VALUES (1), (2)");
            Path file = folder.resolve("a.dump");
            DumpProgram.Call call = program.call("", login(database.url()), file);
            run(found.resolve("pg_dump"), call.arguments(), call.environment());
            assertThat(program.isWhole(file)).isTrue();
            Path restore = found.resolve("pg_restore");
            Assumptions.assumeTrue(Files.isExecutable(restore), "there is no pg_restore");
            Map<String, String> there =
                    program.call("", login(other.url()), file).environment();
            run(restore, List.of("--dbname=" + other.name(), file.toString()), there);
            try (Connection connection = other.connection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM users")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void thePasswordStandsInNoArgumentAndSettingsOfTheDriverAreHanded() {
        Login login = new Login(
                "jdbc:postgresql://[::1]:5433,second/shop",
                "app",
                () -> "hush",
                Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem"));
        DumpProgram.Call call = program.call("", login, Path.of("a.dump"));
        assertThat(call.toString()).doesNotContain("hush").contains("--file=a.dump");
        assertThat(call.environment())
                .containsEntry("PGHOST", "::1,second")
                .containsEntry("PGPORT", "5433,5432")
                .containsEntry("PGDATABASE", "shop")
                .containsEntry("PGUSER", "app")
                .containsEntry("PGPASSWORD", "hush")
                .containsEntry("PGSSLMODE", "verify-full")
                .containsEntry("PGSSLROOTCERT", "/ca.pem");
    }

    @Test
    void aFileThatWasCutOffAtItsBeginningIsNotWhole() throws Exception {
        assertThat(program.isWhole(Files.writeString(folder.resolve("b.dump"), "PG")))
                .isFalse();
    }

    private static Login login(String url) {
        return new Login(url, "", () -> "", Map.of());
    }

    private static void run(Path program, List<String> arguments, Map<String, String> environment) throws Exception {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).isZero();
    }
}
