package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.execute.RunOutcome.Ending;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class ExecutionTest {
    @Parameter
    private int major;

    private final List<String> told = new ArrayList<>();
    private final RunListener listener = new RunListener() {
        @Override
        public void recorded(String run, Event event) {
            told.add(event.getClass().getSimpleName());
        }

        @Override
        public void note(String text) {
            told.add(text);
        }
    };
    private Site site;
    private MortalDatabase process;
    private Execution execution;

    @BeforeEach
    void open() {
        site = new Site(major);
        site.run(Upper.BEFORE);
        process = site.process();
        execution = begin(Site.IMPATIENT);
    }

    @AfterEach
    void close() {
        execution.close();
        process.close();
        site.close();
    }

    private Execution begin(Settings settings) {
        Workplace place = site.workplace(process, settings, listener);
        return Execution.begin(place, journal -> new ByTens(process, journal, event -> {}));
    }

    private void beginAgain(Settings settings) {
        execution.close();
        // The server gives the lock up when it has noticed that the connection is over.
        execution = Awaitility.await()
                .ignoreExceptionsMatching(
                        e -> e instanceof MigrationException m && m.code().equals("DBM-6001"))
                .until(() -> begin(settings), begun -> true);
    }

    private static MigrationException failure(Runnable work) {
        try {
            work.run();
        } catch (MigrationException expected) {
            return expected;
        }
        throw new AssertionError("it did not fail");
    }

    @Test
    void everyKindOfStepIsCarriedOutUpToTheClosedGateAndThenBeyond() {
        RunOutcome first = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS));
        assertThat(first.ending()).isEqualTo(Ending.WAITING_AT_GATE);
        assertThat(site.ask("select count(*) from users where b = upper(a)")).containsExactly("35");
        assertThat(site.applied()).isEmpty();
        assertThat(site.state(first.run()).standing().waitingAt()).hasValue(3);

        assertThat(execution.resume(first.run()).ending()).isEqualTo(Ending.WAITING_AT_GATE);
        try (var session = site.session()) {
            site.journal().append(session, first.run(), new Event.GateOpened(3));
        }
        RunOutcome last = execution.resume(first.run(), CHECKSUMS);
        assertThat(last.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(site.applied()).containsExactly("versioned|7");
        assertThat(site.unfinished()).isEmpty();
        assertThat(site.ask("select step from marks order by 1")).containsExactly("add", "last");
        assertThat(last.state()).isEqualTo(site.state(first.run()));
    }

    @Test
    void anOpenGateStopsNobody() {
        beginAgain(Site.IMPATIENT.with(Settings.Gates.OPEN));
        RunOutcome outcome = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS));
        assertThat(outcome.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(told).contains("GateOpened").doesNotContain("GateReached");
    }

    @Test
    void aPlanOfOneTransactionIsOneTransaction() {
        Plan small = plan("1", phase(Kind.EXPAND, sql("1-a", "drop table a", "create table a (id int)")));
        execution.start(Assignment.apply(small, CHECKSUMS));
        assertThat(site.ask("select count(distinct xmin::text) from (select xmin from db_migrations_journal union all"
                        + " select xmin from schema_migrations union all"
                        + " select xmin from pg_class where relname = 'a') t"))
                .containsExactly("1");
        assertThat(told).containsExactly("RunStarted", "StepDone", "RunCompleted");
    }

    @Test
    void aPlanWithoutStepsIsAppliedToo() {
        execution.start(Assignment.apply(plan("1"), CHECKSUMS));
        assertThat(site.applied()).containsExactly("versioned|1");
    }

    @Test
    void aRunThatTakesBackRemovesTheMigrationFromTheList() {
        execution.start(Assignment.apply(plan("1"), CHECKSUMS));
        execution.start(new Assignment(plan("1"), CHECKSUMS, Event.Purpose.TAKE_BACK, p -> Optional.empty()));
        assertThat(site.applied()).isEmpty();
    }

    @Test
    void aRefusedStatementIsExplainedAndLeavesNoTrace() {
        Plan wrong = plan(
                "1",
                phase(Kind.EXPAND, sql("1-a", "drop table a", "create table a (id int)", "select 1,\n  nonsense")));
        MigrationException failure = failure(() -> execution.start(Assignment.apply(wrong, CHECKSUMS)));
        assertThat(failure.toText()).isEqualTo("""
                DBM-6101  the server refused to do 1-a
                  at      migrations/V1__a_change.sql:3   (step 1 of 1)
                  why     column "nonsense" does not exist (42703)
                  sql       nonsense
                            ^
                  state   nothing was changed
                  next    mend it, then: db-migrations up
                """);
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(site.unfinished()).isEmpty();
        assertThat(site.ask("select * from db_migrations_journal")).isEmpty();
        assertThat(site.ask("select to_regclass('a') is null as gone")).containsExactly("true");
    }

    @Test
    void aStepThatFailsInTheMiddleLeavesTheEarlierOnesDoneAndRecorded() {
        site.run("create table b (id int)");
        Plan plan = plan(
                "1",
                phase(
                        Kind.EXPAND,
                        sql("1-a", "drop table a", "create table a (id int)"),
                        sql("2-b", "drop table b", "create table b (id int)")));
        MigrationException failure = failure(() -> execution.start(Assignment.apply(plan, CHECKSUMS)));
        assertThat(failure.state()).contains("this step changed nothing; step 1 is done and recorded");
        String run = site.unfinished().getFirst();
        assertThat(site.state(run).steps().failure()).isPresent();
        site.run("drop table b");
        assertThat(execution.resume(run).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aFailedFirstStepEndsItsRunSoThatAMendedFileIsPlannedAnew() {
        site.run("create table a (id int)");
        Plan plan = plan(
                "1",
                phase(
                        Kind.EXPAND,
                        sql("1-a", "drop table a", "create table a (id int)"),
                        sql("2-b", "drop table b", "create table b (id int)")));
        failure(() -> execution.start(Assignment.apply(plan, CHECKSUMS)));
        assertThat(site.unfinished()).isEmpty();
        assertThat(told).containsExactly("RunStarted", "StepFailed", "RunRolledBack");
    }

    @Test
    void aRefusedIndexBuildLeavesNoWreckBehind() {
        site.run("insert into marks values ('x'), ('x')");
        var unique = new dev.dbmigrations.plan.Step.RunAlone(
                SamplePlans.index("1-i", "marks_idx", "marks (step)").facts(),
                "create unique index concurrently marks_idx on marks (step)",
                ((dev.dbmigrations.plan.Step.RunAlone) SamplePlans.index("1-i", "marks_idx", "")).leftover());
        MigrationException failure =
                failure(() -> execution.start(Assignment.apply(plan("1", phase(Kind.EXPAND, unique)), CHECKSUMS)));
        assertThat(failure.code()).isEqualTo("DBM-6101");
        assertThat(failure.toText()).contains("(step)=(x) is duplicated").contains("cleaned away");
        assertThat(site.ask("select to_regclass('marks_idx') is null")).containsExactly("true");
        assertThat(site.unfinished()).isEmpty();
    }

    @Test
    void aWreckOfAnEarlierAttemptIsClearedAwayBeforeTheNext() {
        site.run("create index users_a_idx on users (a)");
        site.run("update pg_index set indisvalid = false where indexrelid = 'users_a_idx'::regclass");
        Plan plan = plan("1", phase(Kind.EXPAND, SamplePlans.index("1-i", "users_a_idx", "users (a)")));
        assertThat(execution.start(Assignment.apply(plan, CHECKSUMS)).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(site.schema())
                .contains("index|users|users_a_idx|CREATE INDEX users_a_idx ON public.users USING btree (a)|true");
    }

    @Test
    void dataThatIsNotReadyStopsTheRunBeforeItsFirstStep() {
        DataCheck nulls = new DataCheck(
                "short-names",
                SamplePlans.USERS,
                "names under 6 letters",
                "select count(*) from users where length(a) < 6",
                "select id::text from users where length(a) < 6 order by id limit 10",
                "update users set a = a || '_' where length(a) < 6;");
        MigrationException failure =
                failure(() -> execution.start(Assignment.apply(SamplePlans.checked(Upper.PLAN, nulls), CHECKSUMS)));
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure.toText()).isEqualTo("""
                DBM-6021  the data is not ready for V7
                  at      migrations/V7__a_change.sql
                  found   9 × names under 6 letters; for example 1, 2, 3, 4, 5, 6, 7, 8, 9
                  state   nothing was changed
                  next    update users set a = a || '_' where length(a) < 6;
                          then: db-migrations up
                """);
        assertThat(told).isEmpty();
    }

    @Test
    void aFailedProofContractsNothing() {
        site.run("create function spoil() returns trigger language plpgsql as $$ begin"
                + " if new.id = 7 then new.b := 'spoiled'; end if; return new; end $$");
        site.run("create trigger spoil before update on users for each row execute function spoil()");
        beginAgain(Site.IMPATIENT.with(Settings.Gates.OPEN));
        MigrationException failure = failure(() -> execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)));
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure.toText())
                .startsWith("DBM-6022")
                .contains("1 × rows that differ; for example 7")
                .contains("nothing was contracted; steps 1-3 are done and recorded");
        site.run("update users set b = 'NAME7' where id = 7", "drop trigger spoil on users");
        site.run("update users set b = 'NAME7' where id = 7");
        assertThat(execution.resume(site.unfinished().getFirst()).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aStalePlanIsRefused() {
        Assignment stale = new Assignment(
                Upper.PLAN, CHECKSUMS, Event.Purpose.APPLY, p -> Optional.of("public.users has a new column c"));
        MigrationException failure = failure(() -> execution.start(stale));
        assertThat(failure.code()).isEqualTo("DBM-6020");
        assertThat(failure.why()).containsExactly("public.users has a new column c");
        assertThat(told).isEmpty();
    }

    @Test
    void mustNotFail55_aRunIsNotResumedWithAnotherText() {
        String run = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)).run();
        assertThatThrownBy(() -> execution.resume(run, new Migration.Checksums(1, "other")))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("DBM-6012"));
    }

    @Test
    void aRunThatIsOverIsNeitherResumedNorTakenBack() {
        String run = execution.start(Assignment.apply(plan("1"), CHECKSUMS)).run();
        assertThat(failure(() -> execution.resume(run)).code()).isEqualTo("DBM-6014");
        assertThat(failure(() -> execution.takeBack(run, "why not")).code()).isEqualTo("DBM-6014");
        assertThat(failure(() -> execution.resume("V0@0")).code()).isEqualTo("DBM-6013");
    }

    @Test
    void anAbortedRunStopsAndCanBeTakenBack() {
        String run = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)).run();
        try (var session = site.session()) {
            site.journal().append(session, run, List.of(new Event.GateOpened(3), new Event.AbortRequested("enough")));
        }
        assertThat(execution.resume(run).ending()).isEqualTo(Ending.ABORTED);
        assertThat(execution.takeBack(run, "enough").standing().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(site.ask("select * from marks")).isEmpty();
    }
}
