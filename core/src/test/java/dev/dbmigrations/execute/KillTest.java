package dev.dbmigrations.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.execute.RunOutcome.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real process, really killed. */
class KillTest {
    private static final Settings OPEN = new Settings(
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Settings.Gates.OPEN);

    private Site site;
    private MortalDatabase process;

    @BeforeEach
    void open() {
        site = new Site(18);
        site.run(Upper.BEFORE);
        process = site.process();
    }

    @AfterEach
    void close() {
        process.close();
        site.close();
    }

    private Process victim(String work) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        site.url(),
                        work)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void killedBetweenTwoBatchesTheNextProcessGoesOnAfterTheLast() throws Exception {
        Process victim = victim("rows");
        try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("READY");
        }
        victim.destroyForcibly().waitFor();
        String run = site.unfinished().getFirst();
        assertThat(site.state(run).rows("3-move").rows()).isEqualTo(20);
        Notes notes = new Notes();
        try (Execution execution = site.begin(process, OPEN, notes)) {
            assertThat(execution.resume(run).ending()).isEqualTo(Ending.COMPLETED);
        }
        assertThat(notes.notes)
                .anyMatch(
                        n -> n.startsWith("taking over from a runner that died") && n.contains("pid " + victim.pid()));
        assertThat(site.state(run).rows("3-move").rows()).isEqualTo(35);
        assertThat(site.ask("select * from marks order by 1")).containsExactly("add", "last");
    }

    @Test
    void killedInsideATransactionTheNextProcessWaitsForItsEndAndDoesItOnce() throws Exception {
        Process victim = victim("sleep");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !site.ask("select 1 as one from pg_stat_activity where query = 'select pg_sleep(3)'"
                                + " and state = 'active'")
                        .isEmpty());
        victim.destroyForcibly().waitFor();
        String run = site.unfinished().getFirst();
        Notes notes = new Notes();
        try (Execution execution = site.begin(process, OPEN, notes)) {
            assertThat(execution.resume(run).ending()).isEqualTo(Ending.COMPLETED);
        }
        assertThat(notes.notes).anyMatch(n -> n.startsWith("waiting for the work of a lost connection to end"));
        assertThat(site.ask("select * from marks order by 1")).containsExactly("1", "2");
    }
}
