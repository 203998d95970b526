package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMariaDbTest {
    /** Shared, because making a data folder is what takes time; every test leaves it without a server. */
    @TempDir
    static Path home;

    @ParameterizedTest
    @ValueSource(strings = {"mariadb-10.11", "mariadb-11.4", "mysql-8.0"})
    void whatIsWrittenIsThereWhenOpenedAgain(String folder) throws Exception {
        Servers.assumeAvailable(folder);
        try (EmbeddedServer server = Servers.open(home, folder)) {
            Sql.run(server.jdbcUrl("app"), "create table kept as select 42 as answer");
        }
        long begun = System.nanoTime();
        try (EmbeddedServer server = Servers.open(home, folder)) {
            System.out.printf("%s %s, kept data, warm start: %d ms%n", folder, server.version(), since(begun));
            assertThat(folder).endsWith("-" + server.version().replaceFirst("[.]\\d+$", ""));
            assertThat(Sql.ask(server.jdbcUrl("app"), "select answer from kept"))
                    .isEqualTo("42");
        }
        assertThat(ServerProcesses.in(home.resolve(folder))).isEmpty();
    }

    @Test
    void theProductsOwnDatabaseIsDurable(@TempDir Path fresh) throws Exception {
        long begun = System.nanoTime();
        try (EmbeddedServer server = EmbeddedMariaDb.open(fresh, EmbeddedMariaDb.durable())) {
            System.out.printf("MariaDB %s, durable, new: %d ms%n", server.version(), since(begun));
            String url = server.jdbcUrl("app");
            assertThat(Sql.ask(url, "select concat(@@innodb_flush_log_at_trx_commit, @@innodb_doublewrite)"))
                    .isEqualTo("1ON");
            assertThat(Sql.ask(url, "select @@character_set_database")).isEqualTo("utf8mb4");
        }
        begun = System.nanoTime();
        EmbeddedMariaDb.open(fresh, EmbeddedMariaDb.durable()).close();
        System.out.printf("MariaDB, durable, kept data, start and stop: %d ms%n", since(begun));
    }

    @Test
    void theServerStaysWhileSomebodyIsConnected() throws Exception {
        EmbeddedServer server = Servers.open(home, "mariadb-11.4");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("app"))) {
            server.close();
            assertThat(connection.isValid(1)).isTrue();
        }
        EmbeddedServer found = Servers.open(home, "mariadb-11.4");
        found.close();
        assertThat(found.process()).isEqualTo(server.process());
        assertThat(ServerProcesses.in(home.resolve("mariadb-11.4"))).isEmpty();
    }

    @Test
    void itListensOnThisMachineOnly() throws Exception {
        try (EmbeddedServer server = Servers.open(home, "mariadb-11.4")) {
            String url = server.jdbcUrl("app");
            assertThat(Sql.ask(url, "select @@bind_address")).isEqualTo("127.0.0.1");
            assertThat(Sql.ask(url, "select @@socket")).isEmpty();
        }
    }

    @Test
    void databasesOfAnyNameCanBeMadeMoreThanOnce() throws Exception {
        try (EmbeddedServer server = Servers.open(home, "mariadb-11.4")) {
            String name = "Some `odd` name";
            server.createDatabase(name);
            server.createDatabase(name);
            assertThat(Sql.ask(
                            server.jdbcUrl(""),
                            "select count(*) from information_schema.schemata where schema_name = 'Some `odd` name'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aDeepFolderIsNoObstacle(@TempDir Path fresh) throws Exception {
        Path deep = fresh.resolve("a-folder-with-a-long-name/".repeat(6));
        try (EmbeddedServer server = Servers.open(deep, "mariadb-11.4")) {
            assertThat(Sql.ask(server.jdbcUrl("app"), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void whatTakesSecondsIsAnnounced(@TempDir Path fresh) {
        List<String> told = new ArrayList<>();
        EmbeddedOptions options = EmbeddedMariaDb.throwaway("11.4").withProgress(told::add);
        EmbeddedMariaDb.open(fresh, options).close();
        assertThat(told).anyMatch(sentence -> sentence.startsWith("Creating a MariaDB data folder in "));
        told.clear();
        EmbeddedMariaDb.open(fresh, options).close();
        assertThat(told).isEmpty();
    }

    @Test
    void aServerThatCannotStartSaysWhyAndWhatToDo() {
        EmbeddedOptions broken = EmbeddedMariaDb.throwaway("11.4").withSetting("log_format", "plenty");
        assertThatThrownBy(() -> EmbeddedMariaDb.open(home, broken))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("DBM-8305  the embedded MariaDB did not start")
                .hasMessageContaining("unknown variable 'log-format=plenty'")
                .hasMessageContaining("  next    ");
        Servers.open(home, "mariadb-11.4").close();
    }

    @Test
    void aSeriesThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> EmbeddedMariaDb.open(home, EmbeddedMariaDb.throwaway("5.5")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("DBM-8301  ")
                .hasMessageContaining("there is no build of MariaDB 5.5");
    }

    /** The program stands in for MySQL's on a machine without libaio: this is what the system's loader says. */
    @Test
    void aMissingLibraryIsNamedAndHowToInstallIt(@TempDir Path installation) throws Exception {
        Path program = Files.createDirectories(installation.resolve("bin")).resolve("mysqld");
        Files.writeString(
                program, "#!/bin/sh\necho mysqld: error while loading shared libraries: libaio.so.1; exit 127\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Cluster cluster = new MysqlCluster(MysqlBuild.MYSQL_8_0, installation, installation.resolve("data"));
        assertThatThrownBy(() -> cluster.ensureCreated(EmbeddedMySql.throwaway("8.0")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("DBM-8310  the embedded MySQL needs a library")
                .hasMessageContaining("libaio.so.1")
                .hasMessageContaining("apt-get install libaio1 libnuma1");
    }

    private static long since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
