package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ZoneLawTest {
    private final ZoneLaw law = new ZoneLaw(8, 4);
    private Instant now = Instant.EPOCH;

    private void steer(double utilisation, Duration pause) {
        law.steer(utilisation, now);
        now = now.plus(pause);
    }

    private void steerAndWait(double utilisation) {
        steer(utilisation, ZoneLaw.BEFORE_GROWING_AGAIN);
    }

    @Test
    void growsByOneWhileTheServerIsIdleUpToItsCeiling() {
        steerAndWait(0.39);
        assertThat(law.workers()).isEqualTo(5);
        for (int i = 0; i < 10; i++) {
            steerAndWait(0);
        }
        assertThat(law.workers()).isEqualTo(8);
        assertThat(law.inWords()).isEmpty();
    }

    @Test
    void holdsInBetween() {
        steerAndWait(0.4);
        steerAndWait(0.69);
        assertThat(law.workers()).isEqualTo(4);
        assertThat(law.inWords()).isEqualTo("4 of 8 workers");
    }

    @Test
    void shedsOneWhenItIsBusyAndHalfWhenItIsFull() {
        steerAndWait(0.7);
        assertThat(law.workers()).isEqualTo(3);
        steerAndWait(1);
        assertThat(law.workers()).isEqualTo(1);
        assertThat(law.share()).isEqualTo(1);
    }

    @Test
    void belowOneWorkerItHalvesTheTimeThatTheLastOneWorks() {
        for (int i = 0; i < 20; i++) {
            steerAndWait(0.8);
        }
        assertThat(law.workers()).isEqualTo(1);
        assertThat(law.share()).isEqualTo(1 / 16.0);
        assertThat(law.inWords()).isEqualTo("working 1/16 of the time");
        for (int i = 0; i < 4; i++) {
            steerAndWait(0);
        }
        assertThat(law.share()).isEqualTo(1);
        steerAndWait(0);
        assertThat(law.workers()).isEqualTo(2);
    }

    @Test
    void waitsUntilTheEffectOfAChangeIsMeasured() {
        steer(0.9, Duration.ofMillis(2999));
        steer(0.9, Duration.ofMillis(1));
        assertThat(law.workers()).isEqualTo(3);
        steer(0.9, Duration.ZERO);
        assertThat(law.workers()).isEqualTo(2);
    }

    @Test
    void growsMuchLaterAfterItHasShed() {
        steer(0.9, Duration.ofSeconds(14));
        steer(0, Duration.ofSeconds(1));
        assertThat(law.workers()).isEqualTo(3);
        steer(0, Duration.ofSeconds(3));
        assertThat(law.workers()).isEqualTo(4);
        steer(0, Duration.ZERO);
        assertThat(law.workers()).isEqualTo(5);
    }

    @Test
    void aNewCeilingHoldsAtOnceInBothDirections() {
        law.limitTo(1);
        assertThat(law.workers()).isEqualTo(1);
        law.limitTo(16);
        assertThat(law.workers()).isEqualTo(16);
    }
}
