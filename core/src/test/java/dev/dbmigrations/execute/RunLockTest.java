package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.MigrationException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class RunLockTest {
    private static final Settings PATIENT = new Settings(
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Settings.Gates.CLOSED);

    @Parameter
    private int major;

    private final Notes notes = new Notes();
    private Site site;
    private MortalDatabase first;
    private MortalDatabase second;

    @BeforeEach
    void open() {
        site = new Site(major);
        first = site.process();
        second = site.process();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        site.close();
    }

    private RunLock take(MortalDatabase process, Settings settings) {
        return RunLock.take(site.workplace(process, settings, notes));
    }

    private void endLockSession() {
        site.ask("select pg_terminate_backend(lock_session::int) from db_migrations_runner");
    }

    @Test
    void aSecondRunnerIsRefusedAndToldWhoIsAtWork() {
        try (RunLock held = take(first, Site.IMPATIENT)) {
            assertThatThrownBy(() -> take(second, Site.IMPATIENT))
                    .isInstanceOfSatisfying(MigrationException.class, e -> {
                        assertThat(e.exitCode()).isEqualTo(6);
                        assertThat(e.toText())
                                .startsWith("DBM-6001  another runner is at work on this database\n"
                                        + "  held by db-migrations up, pid 4711 of deploy on build-7, since 20")
                                .contains("last seen 0 s ago")
                                .contains("nothing was changed");
                    });
            assertThat(held.isLost()).isFalse();
        }
    }

    @Test
    void aSecondRunnerWithPatienceWaitsForTheFirst() throws InterruptedException {
        RunLock held = take(first, PATIENT);
        Thread waiting = Thread.startVirtualThread(() -> take(second, PATIENT).close());
        await().until(() -> notes.notes.stream().anyMatch(n -> n.startsWith("waiting for db-migrations up, pid 4711")));
        held.close();
        waiting.join();
        assertThat(site.ask("select token, released is not null from db_migrations_runner"))
                .containsExactly("2|true");
    }

    @Test
    void aDeadRunnerIsTakenOverAndReported() {
        take(first, PATIENT);
        first.kill();
        try (RunLock lock = take(second, PATIENT)) {
            assertThat(lock.token()).isEqualTo(2);
            assertThat(notes.notes)
                    .anyMatch(n -> n.startsWith("taking over from a runner that died: db-migrations up, pid 4711"));
        }
    }

    @Test
    void aRunnerGivesSignsOfLife() {
        try (RunLock lock = take(first, PATIENT)) {
            String seen = site.ask("select seen from db_migrations_runner").getFirst();
            await().until(() ->
                    !site.ask("select seen from db_migrations_runner").contains(seen));
            assertThat(lock.isLost()).isFalse();
        }
    }

    @Test
    void mustNotFail56_aLockWhoseConnectionWasLostIsTakenAgainIfNobodyElseHasIt() {
        try (RunLock lock = take(first, PATIENT)) {
            endLockSession();
            lock.ensureOwned();
            assertThat(notes.notes).contains("the connection that holds the runner's lock is back");
            assertThatThrownBy(() -> take(second, Site.IMPATIENT)).isInstanceOf(MigrationException.class);
        }
    }

    @Test
    void mustNotFail56_aLockThatASuccessorTookIsLost() {
        try (RunLock lock = take(first, PATIENT)) {
            endLockSession();
            try (RunLock successor = take(second, PATIENT)) {
                assertThatThrownBy(lock::ensureOwned)
                        .isInstanceOfSatisfying(
                                MigrationException.class,
                                e -> assertThat(e.code()).isEqualTo("DBM-6002"));
                assertThat(lock.isLost()).isTrue();
                successor.ensureOwned();
            }
        }
    }

    @Test
    void mustNotFail56_aRunnerThatLostItsLockBeginsNoFurtherStep() {
        site.run(Upper.BEFORE);
        Notes robbed = new Notes() {
            @Override
            public void stepStarted(StepPlace place) {
                if (place.number() == 2) {
                    endLockSession();
                    RunLock.take(site.workplace(second, PATIENT, SILENT));
                }
            }
        };
        try (Execution execution = site.begin(first, PATIENT, robbed)) {
            assertThatThrownBy(() -> execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo("DBM-6002"));
        }
        String run = site.unfinished().getFirst();
        assertThat(site.state(run).steps().started()).containsExactly("1-add-b");
    }
}
