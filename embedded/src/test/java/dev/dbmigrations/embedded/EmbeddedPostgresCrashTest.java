package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresCrashTest {
    /** Shared, because making a cluster is what takes time. */
    @TempDir
    static Path home;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aServerThatOutlivedItsUserIsFoundAndStopped(int major) throws Exception {
        OtherJvm user = OtherJvm.running(OpeningMain.class, home.toString(), "pgdata-" + major);
        long process = Long.parseLong(user.says());
        user.kill();
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major))) {
            assertThat(server.process()).isEqualTo(process);
            assertThat(Sql.ask(server.jdbcUrl("app"), "select count(*) from visits"))
                    .isEqualTo("1");
        }
        assertThat(ServerProcesses.in(data(major))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatWasCommittedSurvivesTheDeathOfTheServersFirstProcess(int major) throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major));
        Sql.run(killed.jdbcUrl("app"), "create table kept as select 42 as answer");
        try (Connection busy = DriverManager.getConnection(killed.jdbcUrl("app"))) {
            startComputing(busy);
            ProcessHandle.of(killed.process()).orElseThrow().destroyForcibly();
            try (EmbeddedPostgres recovered = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major))) {
                assertThat(recovered.process()).isNotEqualTo(killed.process());
                assertThat(Sql.ask(recovered.jdbcUrl("app"), "select answer from kept"))
                        .isEqualTo("42");
            }
            killed.close();
        }
        assertThat(ServerProcesses.in(data(major))).isEmpty();
    }

    @Test
    void aStrangerWithTheDeadServersNumberIsNotTakenForIt() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18));
        killed.kill();
        killed.close();
        giveNumberTo(ProcessHandle.current().pid());
        EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18)).close();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aHalfMadeDataFolderIsMadeAnew(@TempDir Path fresh) throws Exception {
        Path half = Files.createDirectories(fresh.resolve("pgdata-18.new-123/base"));
        EmbeddedPostgres.open(fresh, EmbeddedOptions.throwaway(18)).close();
        assertThat(half).doesNotExist();
        assertThat(fresh.resolve("pgdata-18/PG_VERSION")).exists();
    }

    private void giveNumberTo(long process) throws Exception {
        Path file = PostmasterFile.in(data(18));
        List<String> lines = Files.readAllLines(file);
        lines.set(0, Long.toString(process));
        Files.write(file, lines);
    }

    /** A computation that does not look at the clock, let alone at its parent, for minutes. */
    private static void startComputing(Connection connection) {
        Thread.ofVirtual().start(() -> {
            try (var statement = connection.createStatement()) {
                statement.execute("select 1 + 2 from generate_series(1, 4000000000)");
            } catch (java.sql.SQLException e) {
                // The server is to be killed under it.
            }
        });
        Awaitility.await().until(() -> connection.getMetaData() != null);
    }

    private Path data(int major) {
        return home.resolve("pgdata-" + major);
    }
}
