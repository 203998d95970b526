package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.RunOutcome.Ending;
import dev.dbmigrations.execute.Settings.Gates;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies after any entry of its journal is followed by one that finishes what it began, or undoes it. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class DeathAndResumeTest {
    private static final Settings OPEN = Site.IMPATIENT.with(Gates.OPEN);

    /** A server takes its time to notice that a session's process is dead. */
    private static final Settings PATIENT =
            new Settings(OPEN.lockWait(), OPEN.locks(), Duration.ofSeconds(20), OPEN.connection(), OPEN.gates());

    @Parameter
    private int major;

    /** What kill -9 leaves: no clean-up of ours runs. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Dies after so many events. */
    private static final class Doom implements RunListener {
        private int left;

        Doom(int events) {
            left = events;
        }

        @Override
        public void recorded(String run, Event event) {
            count(event);
        }

        void count(Event event) {
            left--;
            if (left == 0) {
                throw new Death();
            }
        }
    }

    /** Whether the process died. */
    private static boolean dies(Site site, int afterEvents, Consumer<Execution> work) {
        MortalDatabase process = site.process();
        Doom doom = new Doom(afterEvents);
        try {
            Execution execution = Execution.begin(
                    site.workplace(process, OPEN, doom), journal -> new ByTens(process, journal, doom::count));
            work.accept(execution);
            execution.close();
            return false;
        } catch (Death death) {
            return true;
        } finally {
            process.close();
        }
    }

    private Site site() {
        Site site = new Site(major);
        site.run(Upper.BEFORE);
        return site;
    }

    private static <T> T successor(Site site, Function<Execution, T> work) {
        MortalDatabase process = site.process();
        try (Execution execution = Execution.begin(
                site.workplace(process, PATIENT, RunListener.SILENT),
                journal -> new ByTens(process, journal, e -> {}))) {
            return work.apply(execution);
        } finally {
            process.close();
        }
    }

    private static List<String> picture(Site site) {
        List<String> picture = new ArrayList<>(site.schema());
        picture.addAll(site.ask("select * from users order by id"));
        picture.addAll(site.ask("select * from marks order by step"));
        return picture;
    }

    private static String run(Site site) {
        return site.ask("select distinct run from db_migrations_journal").getFirst();
    }

    private static void startUpper(Execution execution) {
        execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS));
    }

    @Test
    void mustNotFail15_killedAfterAnyEntryTheNextRunReachesTheSameEnd() {
        List<String> end;
        try (Site site = site()) {
            assertThat(dies(site, Integer.MAX_VALUE, DeathAndResumeTest::startUpper))
                    .isFalse();
            end = picture(site);
            assertThat(end).contains("add", "last");
        }
        for (int events = 1; ; events++) {
            try (Site site = site()) {
                if (!dies(site, events, DeathAndResumeTest::startUpper)) {
                    assertThat(events).isGreaterThan(14);
                    return;
                }
                for (String open : site.unfinished()) {
                    RunOutcome outcome = successor(site, e -> e.resume(open, CHECKSUMS));
                    assertThat(outcome.ending()).isEqualTo(Ending.COMPLETED);
                }
                assertThat(picture(site)).as("killed after event %d", events).isEqualTo(end);
                assertThat(site.applied()).containsExactly("versioned|7");
                assertThat(site.state(run(site)).rows("3-move").rows()).isEqualTo(35);
            }
        }
    }

    @Test
    void killedAfterAnyEntryTheRunCanBeTakenBack() {
        for (int events = 1; ; events++) {
            try (Site site = site()) {
                List<String> before = picture(site);
                if (!dies(site, events, DeathAndResumeTest::startUpper)) {
                    return;
                }
                for (String open : site.unfinished()) {
                    RunState state = successor(site, e -> e.takeBack(open, "test"));
                    assertThat(state.standing().stage()).isEqualTo(Stage.ROLLED_BACK);
                    assertThat(picture(site))
                            .as("killed after event %d", events)
                            .isEqualTo(before);
                    assertThat(site.applied()).isEmpty();
                }
            }
        }
    }

    @Test
    void aRollbackThatIsKilledAfterAnyEntryIsFinishedByTheNext() {
        for (int events = 1; ; events++) {
            try (Site site = site()) {
                List<String> before = picture(site);
                dies(site, 13, DeathAndResumeTest::startUpper);
                String run = run(site);
                assertThat(site.state(run).steps().done()).hasSize(5);
                boolean died = dies(site, events, e -> e.takeBack(run, "test"));
                if (died && !site.unfinished().isEmpty()) {
                    assertThat(refusalOf(site, run)).isEqualTo("DBM-6030");
                    successor(site, e -> e.takeBack(run, "test"));
                }
                assertThat(picture(site)).as("killed after event %d", events).isEqualTo(before);
                if (!died) {
                    return;
                }
            }
        }
    }

    private static String refusalOf(Site site, String run) {
        return successor(site, e -> {
            try {
                return "nothing: " + e.resume(run);
            } catch (MigrationException refusal) {
                return refusal.code();
            }
        });
    }

    @Test
    void aStatementThatRanAloneButWasNotRecordedIsNotRunAgain() {
        try (Site site = site()) {
            dies(site, 3, DeathAndResumeTest::startUpper);
            assertThat(site.state(run(site)).isBegun(Upper.INDEX)).isTrue();
            site.run("create index users_b_idx on users (b)");
            String oid = site.ask("select 'users_b_idx'::regclass::oid").getFirst();
            successor(site, e -> e.resume(run(site)));
            assertThat(site.ask("select 'users_b_idx'::regclass::oid")).containsExactly(oid);
        }
    }

    @Test
    void aStatementThatRanAloneButWasNotRecordedIsUndone() {
        try (Site site = site()) {
            List<String> before = picture(site);
            dies(site, 3, DeathAndResumeTest::startUpper);
            site.run("create index users_b_idx on users (b)");
            successor(site, e -> e.takeBack(run(site), "test"));
            assertThat(picture(site)).isEqualTo(before);
        }
    }

    @Test
    void theWreckOfAnIndexBuildGoesWithTheRollback() {
        try (Site site = site()) {
            List<String> before = picture(site);
            dies(site, 3, DeathAndResumeTest::startUpper);
            site.run("create index users_b_idx on users (b)");
            site.run("update pg_index set indisvalid = false where indexrelid = 'users_b_idx'::regclass");
            successor(site, e -> e.takeBack(run(site), "test"));
            assertThat(picture(site)).isEqualTo(before);
        }
    }

    @Test
    void theSuccessorWaitsUntilTheWorkOfTheDeadHasEnded() throws InterruptedException {
        try (Site site = site();
                Session zombie = site.session()) {
            dies(site, 2, DeathAndResumeTest::startUpper);
            Workplace place = site.workplace(site.observer(), OPEN, RunListener.SILENT);
            await().until(() -> zombie.tryLock(place.workLock()));
            Thread successor = Thread.startVirtualThread(() -> successor(site, e -> e.resume(run(site))));
            await().until(() -> !site.ask("select 1 from db_migrations_runner where released is null")
                    .isEmpty());
            assertThat(site.state(run(site)).steps().done()).hasSize(1);
            zombie.unlock(place.workLock());
            successor.join();
            assertThat(site.applied()).hasSize(1);
        }
    }
}
