package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A comparison of two tables as a step of a run. */
class ComparisonStepTest {
    private static final TableName SOURCE = TableName.of("public", "t");
    private static final TableName TARGET = TableName.of("public", "t_new");

    private final AtomicLong compared = new AtomicLong();
    private Site site;

    @BeforeEach
    void open() {
        site = new Site(18);
        site.run(
                "create table t (id int primary key, a text)",
                "create table t_new (id bigint primary key, a text)",
                "insert into t select n, 'row ' || n from generate_series(1, 500) n",
                "insert into t_new select * from t");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Plan plan() {
        Schema schema = site.observer().catalog().read(List.of(SOURCE, TARGET));
        var pair = site.observer()
                .dialect()
                .rowChecksums()
                .pair(
                        schema.table(SOURCE).orElseThrow(),
                        schema.table(TARGET).orElseThrow(),
                        List.of(new Matched("id", "id"), new Matched("a", "a")));
        Step compare = new Step.CompareTables(SamplePlans.facts("1-compare", Envelope.READ, SamplePlans.NOTHING), pair);
        Step after = SamplePlans.sql("2-mark", "drop table marks", "create table marks (n int)");
        return SamplePlans.plan("7", SamplePlans.phase(Phase.Kind.MIGRATE, compare, after));
    }

    private RunListener listener(Runnable atProgress) {
        return new RunListener() {
            @Override
            public void progress(StepPlace place, Progress progress) {
                compared.set(progress.rows());
                atProgress.run();
            }
        };
    }

    private List<Event> events(String run) {
        try (Session session = site.session()) {
            return site.journal().read(session, run).stream()
                    .map(Recorded::event)
                    .toList();
        }
    }

    @Test
    void aRunGoesOnWhenBothTablesAreEqual() {
        try (MortalDatabase process = site.process();
                Execution execution = site.begin(process, Site.IMPATIENT, listener(() -> {}))) {
            RunOutcome outcome = execution.start(Assignment.apply(plan(), CHECKSUMS));
            assertThat(outcome.ending()).isEqualTo(RunOutcome.Ending.COMPLETED);
            assertThat(compared).hasValue(500);
            assertThat(events(outcome.run()))
                    .contains(new Event.StepStarted("1-compare"))
                    .noneMatch(Event.RowsDiffered.class::isInstance);
        }
    }

    @Test
    void whatDiffersIsMendedAndWrittenDown() {
        site.run("update t_new set a = '' where id = 77");
        try (MortalDatabase process = site.process();
                Execution execution = site.begin(process, Site.IMPATIENT, listener(() -> {}))) {
            RunOutcome outcome = execution.start(Assignment.apply(plan(), CHECKSUMS));
            assertThat(outcome.ending()).isEqualTo(RunOutcome.Ending.COMPLETED);
            assertThat(events(outcome.run())).anyMatch(Event.RowsDiffered.class::isInstance);
            assertThat(site.ask("select a from t_new where id = 77")).containsExactly("row 77");
        }
    }

    @Test
    void theNextProcessComparesWhatOneThatDiedHadNotProved() {
        String run;
        try (MortalDatabase process = site.process()) {
            Execution execution = site.begin(process, Site.IMPATIENT, listener(process::kill));
            assertThatThrownBy(() -> execution.start(Assignment.apply(plan(), CHECKSUMS)))
                    .isInstanceOf(RuntimeException.class);
        }
        run = site.unfinished().getFirst();
        site.run("delete from t_new where id = 500");
        try (MortalDatabase process = site.process();
                Execution execution = site.begin(process, Site.IMPATIENT, listener(() -> {}))) {
            assertThat(execution.resume(run).ending()).isEqualTo(RunOutcome.Ending.COMPLETED);
            assertThat(events(run)).anyMatch(Event.RowsDiffered.class::isInstance);
            assertThat(site.ask("select count(*) from t_new")).containsExactly("500");
        }
    }
}
