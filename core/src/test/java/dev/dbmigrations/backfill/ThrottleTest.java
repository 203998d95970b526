package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final FakeTime clock = new FakeTime();
    private final Control control = new Control();
    private final List<String> reasons = new ArrayList<>();

    private Throttle throttle(Signal... signals) {
        return new Throttle(control, List.of(signals), clock.time(), reasons::add);
    }

    @Test
    void goesOnWhenNothingSpeaksAgainstIt() {
        assertThat(throttle(Optional::empty).mayGoOn()).isTrue();
        assertThat(reasons).isEmpty();
    }

    @Test
    void waitsUntilTheObstacleIsGoneAndSaysWhy() {
        AtomicInteger lag = new AtomicInteger(3);
        Throttle throttle =
                throttle(() -> lag.getAndDecrement() > 0 ? Optional.of("a replica is behind") : Optional.empty());
        assertThat(throttle.mayGoOn()).isTrue();
        assertThat(reasons).hasSize(3).containsOnly("a replica is behind");
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void mustNotFail79_whatCannotBeMeasuredStopsTheWorkAndTheReasonIsShown() {
        AtomicInteger failures = new AtomicInteger(2);
        Throttle throttle = throttle(() -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("permission denied");
            }
            return Optional.empty();
        });
        assertThat(throttle.mayGoOn()).isTrue();
        assertThat(reasons).hasSize(2).containsOnly("the load of the server cannot be measured: permission denied");
    }

    @Test
    void asksTheServerOnceASecondAndNotForEveryBatch() {
        AtomicInteger asked = new AtomicInteger();
        Throttle throttle = throttle(() -> {
            asked.incrementAndGet();
            return Optional.empty();
        });
        for (int batch = 0; batch < 100; batch++) {
            assertThat(throttle.mayGoOn()).isTrue();
            clock.pass(Duration.ofMillis(100));
        }
        assertThat(asked).hasValue(10);
    }

    @Test
    void anAbortEndsTheWaiting() {
        Throttle throttle = throttle(() -> {
            control.stop();
            return Optional.of("busy");
        });
        assertThat(throttle.mayGoOn()).isFalse();
    }

    @Test
    void letsTheServerRecoverForAsLongAsTheBatchTookButFiveSecondsAtMost() {
        Throttle throttle = throttle();
        throttle.recover(Duration.ofSeconds(2));
        throttle.recover(Duration.ofMinutes(2));
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(reasons.getFirst()).isEqualTo("letting the server recover: a batch took 2000 ms");
    }
}
