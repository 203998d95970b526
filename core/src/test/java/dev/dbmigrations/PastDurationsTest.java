package dev.dbmigrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.Basis;
import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.Budget.Forecast;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What steps took corrects what the next ones of their kind are expected to take. */
class PastDurationsTest {
    private static final Size LARGE = new Size(3_000_000, 384L << 20, 84L << 20);
    private static final DurationEstimate ELSEWHERE = DurationEstimate.of(Effort.INDEX_BUILD, LARGE);

    private final List<Recorded> events = new ArrayList<>();

    private void run(String name, Event... told) {
        StepFacts plain = SamplePlans.facts("1-build", Budget.Envelope.SHARED, SamplePlans.NOTHING);
        Forecast forecast = new Forecast(Effort.INDEX_BUILD, LARGE, ELSEWHERE);
        Budget budget = new Budget(
                Budget.Envelope.SHARED, Duration.ZERO, ELSEWHERE.middle(), Duration.ZERO, Optional.of(forecast));
        Step step = new Step.RunSql(
                new StepFacts(plain.id(), plain.title(), plain.origin(), plain.impact(), budget, plain.reversal()),
                List.of("create index on users (a)"));
        add(
                name,
                new Event.RunStarted(
                        SamplePlans.plan("1", SamplePlans.phase(Phase.Kind.EXPAND, step)),
                        SamplePlans.CHECKSUMS,
                        Event.Purpose.APPLY));
        add(name, new Event.StepStarted("1-build"));
        for (Event event : told) {
            add(name, event);
        }
    }

    private void add(String run, Event event) {
        events.add(new Recorded(events.size(), run, Instant.EPOCH, event, "test"));
    }

    private static Event took(double factor) {
        return new Event.StepDone("1-build", Math.round(ELSEWHERE.middle().toMillis() * factor));
    }

    private Optional<DurationEstimate> corrected() {
        return PastDurations.of(events).corrected(Effort.INDEX_BUILD, ELSEWHERE);
    }

    private static double factor(DurationEstimate estimate) {
        return (double) estimate.middle().toMillis() / ELSEWHERE.middle().toMillis();
    }

    @Test
    void withoutARunNothingIsKnown() {
        assertThat(corrected()).isEmpty();
    }

    @Test
    void oneStepMovesTheRangeAndLeavesItWide() {
        run("a", took(4));
        DurationEstimate estimate = corrected().orElseThrow();
        assertThat(factor(estimate)).isBetween(3.9, 4.1);
        assertThat(estimate.high().toMillis())
                .isBetween(estimate.low().toMillis() * 39 / 10, estimate.low().toMillis() * 41 / 10);
        assertThat(estimate.basis().words()).isEqualTo("by 1 earlier step here");
    }

    @Test
    void ofSeveralTheMedianCounts() {
        run("a", took(2));
        run("b", took(2.2));
        run("c", took(20));
        assertThat(factor(corrected().orElseThrow())).isBetween(2.1, 2.3);
        assertThat(corrected().orElseThrow().basis()).isEqualTo(Basis.pastSteps(3));
    }

    @Test
    void aStepThatWaitedForALockOrWasBegunTwiceTellsNothing() {
        run("a", new Event.LockWaited("1-build", 3, 60_000, List.of()), took(4));
        run("b", new Event.StepStarted("1-build"), took(4));
        assertThat(corrected()).isEmpty();
    }

    @Test
    void whatIsShortOrAbsurdTellsNothing() {
        run("a", new Event.StepDone("1-build", 99));
        run("b", took(1_000));
        assertThat(corrected()).isEmpty();
    }

    @Test
    void otherKindsOfWorkAreNotCorrectedByIt() {
        run("a", took(4));
        assertThat(PastDurations.of(events).corrected(Effort.SCAN, ELSEWHERE)).isEmpty();
    }

    @Test
    void theJournalIsAskedBeforeTheServerAndNobodyForShortWork() {
        run("a", took(4));
        LiveExperience experience = new LiveExperience(new Slow(), () -> PastDurations.of(events));
        Size huge = new Size(30_000_000, 4L << 30, 0);
        assertThat(experience.of(Effort.INDEX_BUILD, huge).basis()).isEqualTo(Basis.pastSteps(1));
        DurationEstimate probed = experience.of(Effort.REWRITE, huge);
        assertThat(probed.basis()).isEqualTo(Basis.PROBE);
        assertThat(probed.high())
                .isEqualTo(DurationEstimate.of(Effort.REWRITE, huge).high().multipliedBy(3));
        assertThat(experience.of(Effort.INDEX_BUILD, new Size(1_000, 8_192, 0)).basis())
                .isEqualTo(Basis.CATALOGUE);
    }

    /** A server that takes three times as long. */
    private static final class Slow implements Oracle {
        @Override
        public Optional<Impact.Work> workOf(Clause clause, Table table) {
            return Optional.empty();
        }

        @Override
        public double slowness() {
            return 3;
        }
    }
}
