package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.Signal.Effect;
import dev.dbmigrations.backfill.Signal.Measurement;
import dev.dbmigrations.backfill.Signal.Reading;
import dev.dbmigrations.backfill.Throttle.Watching;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.plan.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Targets FOUR = Targets.of(Pace.FAST);

    private final FakeTime clock = new FakeTime();
    private final Control control = new Control();
    private final List<String> reasons = new ArrayList<>();
    private final Waiting waiting = new Waiting(control, clock.time(), reasons::add);

    private LoadWatch watch(Targets targets, Signal... signals) {
        return new LoadWatch(waiting, targets, any -> List.of(signals));
    }

    private Throttle throttle(LoadWatch watch) {
        return new Throttle(waiting, new Watching(watch, watch::lookIfDue, new InFlight()));
    }

    private Throttle throttle(Measurement budget) {
        return throttle(watch(FOUR, new Signal("the lag of replicas", Effect.STOPS, budget)));
    }

    private static Signal load(Measurement measurement) {
        return new Signal("the sessions of others", Effect.STEERS, measurement);
    }

    @Test
    void goesOnWhenNothingSpeaksAgainstIt() {
        assertThat(throttle(() -> Reading.NOTHING).mayGoOn()).isTrue();
        assertThat(reasons).isEmpty();
    }

    @Test
    void waitsUntilTheObstacleIsGoneAndSaysWhy() {
        AtomicInteger lag = new AtomicInteger(3);
        Throttle throttle = throttle(() -> new Reading(lag.getAndDecrement() > 0 ? 1.2 : 0.9, "a replica is behind"));
        assertThat(throttle.mayGoOn()).isTrue();
        assertThat(reasons).isNotEmpty().containsOnly("a replica is behind");
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void mustNotFail79_whatCannotBeMeasuredStopsTheWorkAndTheReasonIsShown() {
        AtomicInteger failures = new AtomicInteger(2);
        Throttle throttle = throttle(() -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("permission denied");
            }
            return Reading.NOTHING;
        });
        assertThat(throttle.mayGoOn()).isTrue();
        assertThat(reasons).isNotEmpty().containsOnly("the lag of replicas cannot be measured: permission denied");
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void mustNotFail79_aLimitThatNobodyHasLookedAtForTooLongStopsTheWorkAndWorkersStayAsTheyAre() {
        Targets limited = FOUR.withLimits(Limits.DEFAULT.withReplicaLag(Optional.of(Duration.ofSeconds(5))));
        LoadWatch watch = watch(limited, load(() -> new Reading(0, "")));
        watch.lookIfDue();
        assertThat(watch.obstacle()).isEmpty();
        clock.pass(Duration.ofSeconds(16));
        assertThat(watch.obstacle().orElseThrow().words())
                .isEqualTo("the load of the server could not be measured for 16 s");
        assertThat(watch.workers()).isEqualTo(4);
    }

    @Test
    void beforeTheFirstLookNothingMoves() {
        assertThat(watch(FOUR).obstacle()).isPresent();
    }

    @Test
    void asksTheServerOnceASecondAndNotForEveryBatch() {
        AtomicInteger asked = new AtomicInteger();
        Throttle throttle = throttle(() -> {
            asked.incrementAndGet();
            return Reading.NOTHING;
        });
        for (int batch = 0; batch < 100; batch++) {
            assertThat(throttle.mayGoOn()).isTrue();
            clock.pass(Duration.ofMillis(100));
        }
        assertThat(asked).hasValue(10);
    }

    @Test
    void aSignalThatSteersTakesWorkersAwayButNeverStopsTheLast() {
        Throttle throttle = throttle(watch(FOUR, load(() -> new Reading(5, "others have 9 busy sessions"))));
        assertThat(throttle.mayGoOn()).isTrue();
        assertThat(throttle.workers()).isEqualTo(2);
        assertThat(throttle.slowdown()).isEqualTo("2 of 4 workers: others have 9 busy sessions");
        for (int second = 0; second < 60; second++) {
            clock.pass(Duration.ofSeconds(1));
            assertThat(throttle.mayGoOn()).isTrue();
        }
        assertThat(throttle.workers()).isEqualTo(1);
        assertThat(throttle.slowdown()).isEqualTo("working 1/16 of the time: others have 9 busy sessions");
    }

    @Test
    void nobodySteersByHalfOfAPicture() {
        Signal broken = new Signal("the free disk", Effect.STOPS, () -> {
            throw new IllegalStateException("gone");
        });
        LoadWatch watch = watch(FOUR, load(() -> new Reading(5, "busy")), broken);
        assertThat(watch.lookIfDue()).isFalse();
        assertThat(watch.workers()).isEqualTo(4);
    }

    @Test
    void oneWorkerThatIsTooMuchRestsAfterEachBatchForTheRestOfItsTime() {
        LoadWatch watch = watch(Targets.of(Pace.GENTLE), load(() -> new Reading(0.5, "")));
        throttle(watch).share(Duration.ofMillis(100));
        assertThat(clock.passed()).isEqualTo(Duration.ofMillis(300));
        assertThat(reasons.getFirst()).startsWith("working 1/4 of the time");
    }

    @Test
    void whoRestsSeesThatTheWorkShallStop() {
        Waiting impatient = new Waiting(control, clock.time(), reason -> control.stop());
        impatient.rest(Duration.ofHours(1), "resting");
        assertThat(clock.passed()).isZero();
    }

    @Test
    void whatOthersAskForHoldsFromTheNextLook() {
        LoadWatch watch = watch(FOUR, load(() -> new Reading(0.5, "")));
        control.guidance = new Guidance(Optional.empty(), Optional.of(7), Optional.empty());
        watch.follow();
        assertThat(watch.workers()).isEqualTo(7);
        control.guidance = new Guidance(Optional.of(Pace.GENTLE), Optional.empty(), Optional.empty());
        assertThat(watch.follow().batch()).isEqualTo(Targets.of(Pace.GENTLE).batch());
        assertThat(watch.workers()).isEqualTo(1);
        control.guidance = Guidance.NONE;
        watch.follow();
        assertThat(watch.workers()).isEqualTo(4);
    }

    @Test
    void anAbortEndsTheWaiting() {
        Throttle throttle = throttle(() -> {
            control.stop();
            return new Reading(2, "busy");
        });
        assertThat(throttle.mayGoOn()).isFalse();
    }

    @Test
    void letsTheServerRecoverForAsLongAsTheBatchTookButFiveSecondsAtMost() {
        Throttle throttle = throttle(() -> Reading.NOTHING);
        throttle.recover(Duration.ofSeconds(2));
        throttle.recover(Duration.ofMinutes(2));
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(reasons.getFirst()).isEqualTo("letting the server recover: a batch took 2000 ms");
    }
}
