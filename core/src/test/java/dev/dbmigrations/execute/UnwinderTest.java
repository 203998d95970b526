package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.facts;
import static dev.dbmigrations.history.SamplePlans.gated;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.plan.Undo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnwinderTest {
    private static final Step FIRST =
            sql("1-first", "delete from marks where step = '1'", "insert into marks values ('1')");
    private static final Step SECOND =
            sql("2-second", "delete from gone where step = '2'", "insert into marks values ('2')");
    private static final Step LAST = sql("3-last", "select 1", "select 1");
    private Site site;
    private MortalDatabase process;
    private Execution execution;

    @BeforeEach
    void open() {
        site = new Site(18);
        site.run(Upper.BEFORE);
        process = site.process();
        execution = site.begin(process, Site.IMPATIENT, new Notes());
    }

    @AfterEach
    void close() {
        execution.close();
        process.close();
        site.close();
    }

    private MigrationException refusalToTakeBack(String run) {
        return catchThrowableOfType(MigrationException.class, () -> execution.takeBack(run, "test"));
    }

    @Test
    void aStepThatCannotBeUndoneKeepsTheRollbackFromTouchingAnything() {
        Step burnt = new Step.RunSql(
                facts(
                        "2-burn",
                        Envelope.BRIEF,
                        new Reversal(new Undo.Impossible("the rows are gone"), Probe.journal())),
                List.of("delete from users where id < 5"));
        Plan plan = plan("1", phase(Kind.EXPAND, FIRST, burnt), gated(LAST));
        String run = execution.start(Assignment.apply(plan, CHECKSUMS)).run();
        MigrationException refusal = refusalToTakeBack(run);
        assertThat(refusal.toText()).isEqualTo("""
                DBM-7001  V1 cannot be taken back from here
                  at      migrations/V1__a_change.sql:3   (step 2 of 3)
                  why     do 2-burn cannot be undone: the rows are gone
                  state   nothing was undone; steps 1-2 are done and recorded
                  next    finish it instead: db-migrations up
                """);
        assertThat(site.ask("select * from marks")).containsExactly("1");
        assertThat(site.state(run).standing().stage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    void aFailedUndoSaysWhatAPersonMustDoAndGoesOnWhenItIsMended() {
        Plan plan = plan("1", phase(Kind.EXPAND, FIRST, SECOND), gated(LAST));
        String run = execution.start(Assignment.apply(plan, CHECKSUMS)).run();
        MigrationException failure = refusalToTakeBack(run);
        assertThat(failure.exitCode()).isEqualTo(7);
        assertThat(failure.toText()).isEqualTo("""
                DBM-7002  could not undo: do 2-second
                  at      migrations/V1__a_change.sql:3   (step 2 of 3)
                  why     relation "gone" does not exist (42P01)
                  to do   delete from gone where step = '2'
                  to do   delete from marks where step = '1'
                  state   0 steps are undone, 2 still to be undone; nothing but that is half done
                  next    mend what stands in the way, then: db-migrations down
                          or run by hand what is still to do, and then: db-migrations down
                """);
        assertThat(site.state(run).standing().stage()).isEqualTo(Stage.ROLLING_BACK);
        site.run("create view gone as select * from marks");
        assertThat(execution.takeBack(run, "test").standing().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(site.ask("select * from marks")).isEmpty();
    }

    @Test
    void aRunOfWhichNothingIsDoneIsTakenBackByNothing() {
        Plan plan = plan("1", gated(FIRST, LAST));
        String run = execution.start(Assignment.apply(plan, CHECKSUMS)).run();
        assertThat(execution.takeBack(run, "test").standing().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(site.unfinished()).isEmpty();
    }

    @Test
    void aRunThatWasTakenBackCanBeBegunAgain() {
        String first = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)).run();
        execution.takeBack(first, "test");
        String second = execution.start(Assignment.apply(Upper.PLAN, CHECKSUMS)).run();
        assertThat(second).isNotEqualTo(first).startsWith("V7@");
        assertThat(site.ask("select * from marks")).containsExactly("add");
    }
}
