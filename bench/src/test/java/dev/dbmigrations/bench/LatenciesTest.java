package dev.dbmigrations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.bench.Latencies.Stretch;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long SECOND = 1_000_000;

    @Test
    void aStretchCountsWhatEndedInItAndJudgesWhatWasDueInIt() {
        Latencies latencies = new Latencies();
        latencies.add(0, 10_000);
        latencies.add(SECOND, 1_000);
        latencies.add(SECOND + 1, 2_000);
        latencies.add(SECOND + 2, 5 * SECOND);
        latencies.add(3 * SECOND, 7_000);

        assertThat(latencies.between(SECOND, 3 * SECOND)).isEqualTo(new Stretch(1, 2, 5_000, 5_000));
    }

    @Test
    void theLargestOfAHundredIsAboveTheirP99() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 100; i++) {
            latencies.add(i, i * 1_000L);
        }

        Stretch stretch = latencies.between(0, SECOND);
        assertThat(stretch.median()).isEqualTo(50);
        assertThat(stretch.p99()).isEqualTo(99);
        assertThat(stretch.longest()).isEqualTo(100);
    }

    @Test
    void nothingAtAllIsZero() {
        assertThat(new Latencies().between(0, SECOND)).isEqualTo(new Stretch(0, 0, 0, 0));
    }

    @Test
    void aLineOfPgbenchTellsWhenItsStatementWasDue() {
        Latencies latencies = new Latencies();
        PgbenchLoad.read("2 17 1500 0 1700000000 250000 900", latencies);
        PgbenchLoad.read("2 18 failed 0 1700000000 300000 0", latencies);

        long end = 1_700_000_000_250_000L;
        assertThat(latencies.between(end - 1500, end + 1).median()).isEqualTo(1.5);
        assertThat(latencies.between(end - 1499, end + 1).median()).isZero();
        assertThat(latencies.errors()).isOne();
    }
}
