package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.embedded.testkit.Fault;
import dev.dbmigrations.embedded.testkit.Fault.Direction;
import dev.dbmigrations.embedded.testkit.FaultProxy;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunOutcome.Ending;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class LostConnectionTest {
    private static final Settings OPEN = Site.IMPATIENT.with(Settings.Gates.OPEN);
    private static final Plan QUICK = plan("1", phase(Kind.EXPAND, Upper.ADD));
    private static final String COMMITTED = "the commit whose answer was lost has succeeded: the journal has it";

    /** As a whole message of the protocol, for every BEGIN says READ COMMITTED. */
    private static final String COMMIT = "COMMIT\0";

    @Parameter
    private int major;

    private Site site;
    private FaultProxy proxy;
    private MortalDatabase process;

    @BeforeEach
    void open() {
        site = new Site(major);
        site.run(Upper.BEFORE);
        proxy = FaultProxy.to(TestPostgres.server(major).port());
        process = Site.process(proxy.url(site.url()));
    }

    @AfterEach
    void close() throws IOException {
        process.close();
        proxy.close();
        site.close();
    }

    /** Sets the fault when that step begins. */
    private Notes faultAtStep(int number, Fault fault) {
        return new Notes() {
            @Override
            public void stepStarted(StepPlace place) {
                if (place.number() == number) {
                    proxy.set(fault);
                }
            }
        };
    }

    @Test
    void mustNotFail15_aCommitWhoseAnswerWasLostIsFoundInTheJournal() {
        Notes notes = faultAtStep(1, new Fault.CutAfter(Direction.TO_SERVER, COMMIT));
        try (Execution execution = site.begin(process, OPEN, notes)) {
            execution.start(Assignment.apply(QUICK, CHECKSUMS));
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(notes.notes).contains(COMMITTED);
        assertThat(notes.events).containsExactly("RunStarted", "StepDone", "RunCompleted");
        assertThat(site.ask("select * from marks")).containsExactly("add");
        assertThat(site.applied()).hasSize(1);
    }

    @Test
    void aCommitThatNeverArrivedIsDoneAgain() {
        Notes notes = faultAtStep(1, new Fault.CutBefore(Direction.TO_SERVER, COMMIT));
        try (Execution execution = site.begin(process, OPEN, notes)) {
            execution.start(Assignment.apply(QUICK, CHECKSUMS));
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(notes.notes).doesNotContain(COMMITTED).isNotEmpty();
        assertThat(site.ask("select * from marks")).containsExactly("add");
        assertThat(site.applied()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void whicheverStepLosesTheAnswerToItsCommitNothingIsDoneTwice(int step) {
        Notes notes = faultAtStep(step, new Fault.CutAfter(Direction.TO_SERVER, COMMIT));
        runsToTheEnd(notes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into marks values ('add')", "create index concurrently", "update users set b"})
    void aConnectionThatBreaksInsideAStatementIsOpenedAgainAndTheRunGoesOn(String statement) {
        proxy.set(new Fault.CutBefore(Direction.TO_SERVER, statement));
        runsToTheEnd(new Notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"create index concurrently", "set not null"})
    void aStatementWhoseAnswerIsLostIsNotRepeatedBlindly(String statement) {
        proxy.set(new Fault.CutAfter(Direction.TO_SERVER, statement));
        runsToTheEnd(new Notes());
    }

    private void runsToTheEnd(Notes notes) {
        try (Execution execution = site.begin(process, OPEN, notes)) {
            assertThat(execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)).ending())
                    .isEqualTo(Ending.COMPLETED);
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(site.ask("select * from marks order by 1")).containsExactly("add", "last");
        assertThat(site.ask("select count(*) from users where b = upper(a)")).containsExactly("35");
        assertThat(site.ask("select count(*) from db_migrations_journal where kind = 'StepDone'"))
                .containsExactly("6");
    }

    @Test
    void mustNotFail51_aServerThatStaysAwayEndsTheProcessAndKeepsTheState() {
        Settings hasty =
                new Settings(OPEN.lockWait(), OPEN.locks(), OPEN.runner(), Duration.ofSeconds(1), OPEN.gates());
        Notes notes = new Notes() {
            @Override
            public void recorded(String run, Event event) {
                if (event instanceof Event.StepDone) {
                    proxy.set(new Fault.Refuse());
                    proxy.reset();
                }
            }
        };
        try (Execution execution = site.begin(process, hasty, notes)) {
            MigrationException failure = catchThrowableOfType(
                    MigrationException.class, () -> execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)));
            assertThat(failure.kind()).isNotEqualTo(MigrationException.Kind.BUG);
            assertThat(failure.exitCode()).isIn(6, 8);
        }
        proxy.heal();
        String run = site.unfinished().getFirst();
        assertThat(site.state(run).steps().done()).containsExactly("1-add-b");
        try (Execution execution = site.begin(process, OPEN, new Notes())) {
            assertThat(execution.resume(run).ending()).isEqualTo(Ending.COMPLETED);
        }
    }
}
