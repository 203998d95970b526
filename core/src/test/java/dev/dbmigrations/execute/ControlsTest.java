package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.execute.RunOutcome.Ending;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others may do to a run that is at work. */
class ControlsTest {
    private static final Plan SLOW = plan(
            "1",
            phase(
                    Kind.EXPAND,
                    sql("1-mark", "delete from marks", "insert into marks values ('1')"),
                    sql("2-sleep", "delete from marks", "insert into marks values ('2')", "select pg_sleep(60)")));
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

    /** Has somebody else write an event as soon as the run has recorded one of that type. */
    private Notes after(Class<? extends Event> type, Event answer) {
        return new Notes() {
            @Override
            public void recorded(String run, Event event) {
                super.recorded(run, event);
                if (type.isInstance(event) && events.indexOf(type.getSimpleName()) == events.size() - 1) {
                    site.record(run, answer);
                }
            }
        };
    }

    @Test
    void aPausedRunWaitsBeforeItsNextStepUntilItIsResumed() {
        Notes notes = after(Event.StepDone.class, new Event.PauseRequested("lunch"));
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes)) {
            var run = CompletableFuture.supplyAsync(() -> execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)));
            await().until(() -> notes.notes.contains("paused: lunch"));
            String name = site.unfinished().getFirst();
            assertThat(site.state(name).steps().done()).containsExactly("1-add-b");
            site.record(name, new Event.ResumeRequested());
            assertThat(run.join().ending()).isEqualTo(Ending.WAITING_AT_GATE);
            assertThat(notes.notes).endsWith("resumed");
        }
    }

    @Test
    void aPausedRunCanBeAborted() {
        Notes notes = after(Event.StepDone.class, new Event.PauseRequested("lunch"));
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes)) {
            var run = CompletableFuture.supplyAsync(() -> execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)));
            await().until(() -> notes.notes.contains("paused: lunch"));
            site.record(site.unfinished().getFirst(), new Event.AbortRequested("never mind"));
            assertThat(run.join().ending()).isEqualTo(Ending.ABORTED);
        }
    }

    @Test
    void anAbortedRunGoesOnOnlyAfterSomebodyResumesIt() {
        Notes notes = after(Event.StepStarted.class, new Event.AbortRequested("enough"));
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes)) {
            RunOutcome aborted = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS));
            assertThat(aborted.ending()).isEqualTo(Ending.ABORTED);
            assertThat(execution.resume(aborted.run()).ending()).isEqualTo(Ending.ABORTED);
            site.record(aborted.run(), new Event.ResumeRequested());
            assertThat(execution.resume(aborted.run()).ending()).isEqualTo(Ending.WAITING_AT_GATE);
        }
    }

    @Test
    void aPauseOutlivesTheProcess() {
        String run;
        try (Execution execution = site.begin(process, Site.IMPATIENT, new Notes())) {
            run = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)).run();
        }
        site.record(run, new Event.PauseRequested("until Monday"));
        site.record(run, new Event.GateOpened(3));
        Notes notes = new Notes();
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes)) {
            var resumed = CompletableFuture.supplyAsync(() -> execution.resume(run));
            await().until(() -> notes.notes.contains("paused: until Monday"));
            site.record(run, new Event.ResumeRequested());
            assertThat(resumed.join().ending()).isEqualTo(Ending.COMPLETED);
        }
    }

    @Test
    void aStopEndsTheStatementAtWorkAndTheRunCanBeResumed() {
        Workplace place = site.workplace(process, Site.IMPATIENT, new Notes());
        try (Execution execution = Site.begin(process, place)) {
            var run = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    MigrationException.class, () -> execution.start(Assignment.apply(SLOW, CHECKSUMS))));
            await().until(() -> site.ask("select 1 as one from pg_stat_activity where query like '%pg_sleep(60)'"
                                    + " and state = 'active'")
                            .size()
                    == 1);
            place.stop().request();
            MigrationException stopped = run.join();
            assertThat(stopped.exitCode()).isEqualTo(130);
            assertThat(stopped.toText()).contains("to go on: db-migrations up");
        }
        assertThat(site.ask("select * from marks")).containsExactly("1");
        assertThat(site.state(site.unfinished().getFirst()).steps().done()).containsExactly("1-mark");
        assertThat(site.state(site.unfinished().getFirst()).steps().failure()).isEmpty();
    }

    @Test
    void aStopEndsAPause() {
        Notes notes = after(Event.StepDone.class, new Event.PauseRequested("lunch"));
        Workplace place = site.workplace(process, Site.IMPATIENT, notes);
        try (Execution execution = Site.begin(process, place)) {
            var run = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    MigrationException.class, () -> execution.start(Assignment.apply(SLOW, CHECKSUMS))));
            await().until(() -> notes.notes.contains("paused: lunch"));
            place.stop().request();
            assertThat(run.join().exitCode()).isEqualTo(130);
        }
    }
}
