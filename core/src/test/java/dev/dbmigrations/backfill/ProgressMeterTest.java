package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private final FakeTime clock = new FakeTime();
    private final List<Progress> told = new ArrayList<>();
    private final ProgressMeter meter = new ProgressMeter(told::add, clock.time());

    @Test
    void reckonsTheSpeedOfTheLatestTenSecondsAndTheTimeThatIsLeft() {
        meter.begin(1_000, 100_000);
        for (int second = 0; second < 60; second++) {
            clock.pass(Duration.ofSeconds(1));
            meter.moved(second < 30 ? 10 : 1_000);
        }
        Progress last = told.getLast();
        assertThat(last.rows()).isEqualTo(1_000 + 300 + 30_000);
        assertThat(last.rowsPerSecond()).isBetween(999.0, 1001.0);
        assertThat(last.remaining())
                .hasValueSatisfying(left -> assertThat(left.toSeconds()).isEqualTo(68));
        assertThat(last.waitingFor()).isEmpty();
    }

    @Test
    void earlierProcessesRowsCountButNotForTheSpeed() {
        meter.begin(50_000, 100_000);
        clock.pass(Duration.ofSeconds(1));
        meter.moved(100);
        assertThat(told.getLast().rows()).isEqualTo(50_100);
        assertThat(told.getLast().rowsPerSecond()).isEqualTo(100);
    }

    @Test
    void tellsAtMostTenTimesASecondAndAtTheEndInAnyCase() {
        meter.begin(0, 10_000);
        for (int batch = 0; batch < 1000; batch++) {
            clock.pass(Duration.ofMillis(1));
            meter.moved(1);
        }
        assertThat(told).hasSizeLessThanOrEqualTo(10);
        meter.finish();
        assertThat(told.getLast().rows()).isEqualTo(1000);
    }

    @Test
    void saysWhatItWaitsForAndNoTimeWhenThereIsNoSpeed() {
        meter.begin(0, 10_000);
        meter.waiting("a replica is behind");
        assertThat(told).containsExactly(new Progress(0, 10_000, 0, java.util.Optional.empty(), "a replica is behind"));
    }
}
