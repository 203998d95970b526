package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
    /** Shared, because making a cluster is what takes time; every test leaves it without a server. */
    @TempDir
    static Path home;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatIsWrittenIsThereWhenOpenedAgain(int major) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major))) {
            Sql.run(server.jdbcUrl("app"), "drop table if exists kept; create table kept as select 42 as answer");
        }
        long begun = System.nanoTime();
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major))) {
            System.out.printf("PostgreSQL %s, kept data, warm start: %d ms%n", server.version(), since(begun));
            assertThat(server.version()).startsWith(major + ".");
            assertThat(Sql.ask(server.jdbcUrl("app"), "select answer from kept"))
                    .isEqualTo("42");
        }
    }

    @Test
    void theProductsOwnDatabaseIsDurable() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.durable())) {
            String url = server.jdbcUrl("app");
            assertThat(Sql.ask(url, "show fsync")).isEqualTo("on");
            assertThat(Sql.ask(url, "show synchronous_commit")).isEqualTo("on");
            assertThat(Sql.ask(url, "show data_checksums")).isEqualTo("on");
            assertThat(Sql.ask(url, "show wal_level")).isEqualTo("logical");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void closingLeavesNoProcessBehind(int major) {
        EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major));
        assertThat(ServerProcesses.in(home.resolve("pgdata-" + major))).isNotEmpty();
        server.close();
        assertThat(ServerProcesses.in(home.resolve("pgdata-" + major))).isEmpty();
    }

    @Test
    void theServerStaysWhileSomebodyIsConnected() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18));
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("app"))) {
            server.close();
            assertThat(connection.isValid(1)).isTrue();
        }
        EmbeddedPostgres found = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18));
        found.close();
        assertThat(found.process()).isEqualTo(server.process());
        assertThat(ServerProcesses.in(home.resolve("pgdata-18"))).isEmpty();
    }

    @Test
    void theServerStaysWhileItIsOpenElsewhereInTheSameProcess() throws Exception {
        EmbeddedPostgres one = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18));
        EmbeddedPostgres other = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18));
        one.close();
        one.close();
        assertThat(Sql.ask(other.jdbcUrl("app"), "select 1")).isEqualTo("1");
        other.close();
        assertThat(ServerProcesses.in(home.resolve("pgdata-18"))).isEmpty();
    }

    @Test
    void aServerToBeKeptRunningIsFoundByTheNext() {
        EmbeddedOptions kept = EmbeddedOptions.throwaway(18).withAfterClose(EmbeddedOptions.AfterClose.KEEP_RUNNING);
        EmbeddedPostgres server = EmbeddedPostgres.open(home, kept);
        server.close();
        try (EmbeddedPostgres found = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18))) {
            assertThat(found.process()).isEqualTo(server.process());
        }
    }

    @Test
    void aSignalToOurTerminalDoesNotReachTheServer() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18))) {
            assertThat(sessionOf(server.process()))
                    .isEqualTo(server.process())
                    .isNotEqualTo(sessionOf(ProcessHandle.current().pid()));
        }
    }

    @Test
    void itListensOnThisMachineOnly() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18))) {
            assertThat(Sql.ask(server.jdbcUrl("app"), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.ask(server.jdbcUrl("app"), "show unix_socket_directories"))
                    .isEmpty();
        }
    }

    @Test
    void databasesOfAnyNameCanBeMadeMoreThanOnce() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18))) {
            String name = "Ünlucky \"name\" 100%/+";
            server.createDatabase(name);
            server.createDatabase(name);
            assertThat(Sql.ask(server.jdbcUrl(name), "select current_database()"))
                    .isEqualTo(name);
        }
    }

    @Test
    void whatTakesSecondsIsAnnounced(@TempDir Path fresh) {
        List<String> told = new ArrayList<>();
        EmbeddedOptions options = EmbeddedOptions.throwaway(18).withProgress(told::add);
        EmbeddedPostgres.open(fresh, options).close();
        assertThat(told).anyMatch(sentence -> sentence.startsWith("Creating a database cluster in "));
        told.clear();
        EmbeddedPostgres.open(fresh, options).close();
        assertThat(told).isEmpty();
    }

    @Test
    void aServerThatCannotStartSaysWhyAndWhatToDo() {
        EmbeddedOptions broken = EmbeddedOptions.throwaway(18).withSetting("shared_buffers", "plenty");
        assertThatThrownBy(() -> EmbeddedPostgres.open(home, broken))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("DBM-8305  the embedded PostgreSQL did not start")
                .hasMessageContaining("shared_buffers")
                .hasMessageContaining("  next    ");
        EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18)).close();
    }

    @Test
    void aVersionThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(9)))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("DBM-8301  ")
                .hasMessageContaining("PostgreSQL 9 is not on the class path");
    }

    private static long sessionOf(long process) throws Exception {
        String status = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
        return Long.parseLong(status.substring(status.lastIndexOf(')') + 2).split(" ")[3]);
    }

    private static long since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
