package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMariaDbCrashTest {
    private static final int PROCESSES = 3;

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"mariadb-10.11", "mariadb-11.4", "mysql-8.0"})
    void aServerThatOutlivedItsUserIsFoundAndStopped(String folder) throws Exception {
        Servers.assumeAvailable(folder);
        OtherJvm user = OtherJvm.running(OpeningMain.class, home.toString(), folder);
        long process = Long.parseLong(user.says());
        user.kill();
        try (EmbeddedServer server = Servers.open(home, folder)) {
            assertThat(server.process()).isEqualTo(process);
            assertThat(Sql.ask(server.jdbcUrl("app"), "select count(*) from visits"))
                    .isEqualTo("1");
        }
        assertThat(ServerProcesses.in(home.resolve(folder))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb-10.11", "mariadb-11.4", "mysql-8.0"})
    void whatWasCommittedSurvivesTheDeathOfTheServer(String folder) throws Exception {
        Servers.assumeAvailable(folder);
        EmbeddedServer killed = Servers.open(home, folder);
        Sql.run(killed.jdbcUrl("app"), "create table kept as select 42 as answer");
        killed.kill();
        try (EmbeddedServer recovered = Servers.open(home, folder)) {
            assertThat(recovered.process()).isNotEqualTo(killed.process());
            assertThat(Sql.ask(recovered.jdbcUrl("app"), "select answer from kept"))
                    .isEqualTo("42");
        }
        killed.close();
        assertThat(ServerProcesses.in(home.resolve(folder))).isEmpty();
    }

    @Test
    void processesThatOpenAFolderAtOnceShareOneServer() throws Exception {
        List<OtherJvm> others = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            others.add(OtherJvm.running(OpeningMain.class, home.toString(), "mariadb-11.4"));
        }
        Set<String> servers = new HashSet<>();
        for (OtherJvm other : others) {
            servers.add(other.says());
        }
        assertThat(servers).hasSize(1);
        for (OtherJvm other : others) {
            other.end();
        }
        assertThat(ServerProcesses.in(home.resolve("mariadb-11.4"))).isEmpty();
    }

    @Test
    void aHalfMadeDataFolderIsMadeAnew() throws Exception {
        Path half = Files.createDirectories(home.resolve("mariadb-11.4.new-123/mysql"));
        Servers.open(home, "mariadb-11.4").close();
        assertThat(half).doesNotExist();
        assertThat(home.resolve("mariadb-11.4/ibdata1")).exists();
    }
}
