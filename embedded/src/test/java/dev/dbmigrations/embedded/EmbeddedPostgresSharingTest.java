package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresSharingTest {
    private static final int PROCESSES = 3;

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void processesThatOpenAFolderAtOnceShareOneServer(int major) throws Exception {
        List<OtherJvm> others = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            others.add(OtherJvm.running(OpeningMain.class, home.toString(), "pgdata-" + major));
        }
        List<String> servers = new ArrayList<>();
        for (OtherJvm other : others) {
            servers.add(other.says());
        }
        assertThat(servers).hasSize(PROCESSES);
        assertThat(List.copyOf(new java.util.HashSet<>(servers))).hasSize(1);
        for (OtherJvm other : others) {
            other.end();
        }
        assertThat(ServerProcesses.in(home.resolve("pgdata-" + major))).isEmpty();
        assertEveryVisitIsKept(major);
    }

    private void assertEveryVisitIsKept(int major) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(major))) {
            assertThat(Sql.ask(server.jdbcUrl("app"), "select count(distinct who) from visits"))
                    .isEqualTo(Integer.toString(PROCESSES));
        }
    }

    @Test
    void threadsThatOpenAndCloseAFolderAlwaysFindAServer() throws Exception {
        Callable<String> visit = () -> {
            try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18))) {
                return Sql.ask(server.jdbcUrl("app"), "select 1");
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> answer : threads.invokeAll(java.util.Collections.nCopies(24, visit))) {
                assertThat(answer.get()).isEqualTo("1");
            }
        }
        assertThat(ServerProcesses.in(home.resolve("pgdata-18"))).isEmpty();
    }
}
