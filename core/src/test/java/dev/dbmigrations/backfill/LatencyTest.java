package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyTest {
    private final Latency latency = new Latency();

    private void add(int samples, double seconds, boolean nothingMoved) {
        for (int i = 0; i < samples; i++) {
            latency.add(seconds, nothingMoved);
        }
    }

    @Test
    void isWhatAProbeTakesMoreThanWhenNothingMoves() {
        add(10, 0.002, true);
        assertThat(latency.excess().orElseThrow()).isZero();
        latency.beginAnew();
        assertThat(latency.excess()).isEmpty();
        add(10, 0.012, false);
        assertThat(latency.excess().orElseThrow()).isCloseTo(0.010, within(1e-9));
    }

    @Test
    void aSingleSlowProbeSaysNothing() {
        add(20, 0.001, true);
        latency.beginAnew();
        add(24, 0.001, false);
        add(1, 3, false);
        assertThat(latency.excess().orElseThrow()).isZero();
    }

    @Test
    void isNeverNegative() {
        add(10, 0.010, true);
        latency.beginAnew();
        add(10, 0.001, false);
        assertThat(latency.excess().orElseThrow()).isZero();
    }

    @Test
    void mustNotFail79_isUnknownWhenTheLatestProbeFailed() {
        add(10, 0.001, true);
        latency.failed("no connection");
        assertThatThrownBy(latency::excess).hasMessage("no connection");
        add(1, 0.001, true);
        assertThat(latency.excess()).isPresent();
    }
}
