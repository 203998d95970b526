package dev.dbmigrations.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Golden;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final String RENAME = "ALTER TABLE orders RENAME COLUMN total TO sum;";
    private static final Instant BEGIN = Instant.parse("2026-11-22T15:30:12Z");

    /** The events of a run that was told of second by second. */
    private static RunReport report(Plan plan, List<Event> events) {
        List<Recorded> recorded = new ArrayList<>();
        recorded.add(new Recorded(
                1,
                "V42@20261122-153012-000",
                BEGIN,
                new Event.RunStarted(plan, new Migration.Checksums(0, ""), Event.Purpose.APPLY),
                "ann@host"));
        for (Event event : events) {
            long number = recorded.size() + 1L;
            recorded.add(new Recorded(number, "V42@20261122-153012-000", BEGIN.plusSeconds(number), event, "ann@host"));
        }
        return new RunReport("postgresql 18.0", "V42@20261122-153012-000", recorded);
    }

    private static String id(Plan plan, Class<? extends Step> kind) {
        return plan.steps()
                .filter(kind::isInstance)
                .findFirst()
                .orElseThrow()
                .facts()
                .id();
    }

    static RunReport run() {
        Plan plan = Example.plan(RENAME);
        String first = id(plan, Step.RunSql.class);
        String rows = id(plan, Step.MoveRows.class);
        KeyRange range = new KeyRange(List.of(), List.of());
        return report(
                plan,
                List.of(
                        new Event.LockWaited(
                                first, 3, 1_700, List.of("pid 8123 \"reporting\" of app, idle in transaction")),
                        new Event.StepDone(first, 12),
                        new Event.BatchDone(rows, range, 2_000),
                        new Event.Held(rows, "a replica is 6 s behind"),
                        new Event.Held(rows, ""),
                        new Event.PauseRequested("lunch"),
                        new Event.ResumeRequested(),
                        new Event.BatchDone(rows, range, 1_500),
                        new Event.StepFailed(rows, "DBM-6106", "the disk is nearly full"),
                        new Event.StepDone(rows, 95_000),
                        new Event.GateReached(plan.phases().size() - 1)));
    }

    @Test
    void aRunIsToldInFull() {
        Golden.assertMatches("report/run.txt", run().in(ReportFormat.TEXT));
        Golden.assertMatches("report/run.md", run().in(ReportFormat.MARKDOWN));
        Golden.assertMatches("report/run.json", run().in(ReportFormat.JSON));
    }

    @Test
    void itsOutcomeFollowsFromItsEvents() {
        Plan plan = Example.plan(RENAME);
        String first = id(plan, Step.RunSql.class);
        assertThat(run().outcome()).isEqualTo(RunReport.Outcome.WAITS);
        assertThat(report(plan, List.of()).outcome()).isEqualTo(RunReport.Outcome.OPEN);
        assertThat(report(plan, List.of(new Event.StepFailed(first, "DBM-2107", "no lock")))
                        .outcome())
                .isEqualTo(RunReport.Outcome.FAILED);
        assertThat(report(plan, List.of(new Event.PauseRequested("x"))).outcome())
                .isEqualTo(RunReport.Outcome.PAUSED);
        assertThat(report(plan, List.of(new Event.RollbackStarted("x"))).outcome())
                .isEqualTo(RunReport.Outcome.BEING_TAKEN_BACK);
        assertThat(report(plan, List.of(new Event.RollbackStarted("x"), new Event.RunRolledBack()))
                        .outcome())
                .isEqualTo(RunReport.Outcome.TAKEN_BACK);
        assertThat(report(plan, List.of(new Event.RunCompleted(5))).outcome()).isEqualTo(RunReport.Outcome.APPLIED);
    }
}
