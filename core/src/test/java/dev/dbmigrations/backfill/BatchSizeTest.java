package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.BatchSize.Bounds;
import dev.dbmigrations.backfill.BatchSize.Ticket;
import dev.dbmigrations.plan.RowWork.Contention;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final Duration TARGET = Duration.ofMillis(500);

    private final BatchSize size = new BatchSize(Bounds.ROWS, TARGET);

    private void work(int batches, LongToDoubleFunction seconds) {
        for (int i = 0; i < batches; i++) {
            Ticket ticket = size.next();
            size.took(ticket, Duration.ofNanos((long) (seconds.applyAsDouble(ticket.rows()) * 1e9)));
        }
    }

    @Test
    void settlesWhereABatchTakesAsLongAsItShould() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        double rowsPerSecond = 5_000 + random.nextInt(100_000);
        work(500, rows -> rows / rowsPerSecond * (0.9 + 0.2 * random.nextDouble()));
        double seconds = size.next().rows() / rowsPerSecond;
        assertThat(seconds).as("seed %s", seed).isBetween(0.4, 0.6);
    }

    @Test
    void growsByHalfAtMostHoweverFastBatchesAre() {
        long before = size.next().rows();
        work(2, rows -> 0);
        assertThat(size.next().rows()).isEqualTo(before * 3 / 2);
    }

    @Test
    void fallsToATenthAtOnceWhenABatchTakesFiveTimesTooLong() {
        assertThat(size.took(size.next(), TARGET.multipliedBy(5))).isFalse();
        assertThat(size.next().rows()).isEqualTo(1000);
        assertThat(size.took(size.next(), TARGET.multipliedBy(5).plusMillis(1))).isTrue();
        assertThat(size.next().rows()).isEqualTo(100);
    }

    @Test
    void staysWithinItsBounds() {
        work(20, rows -> 60);
        assertThat(size.next().rows()).isEqualTo(10);
        work(1000, rows -> 0);
        assertThat(size.next().rows()).isEqualTo(100_000);
    }

    @Test
    void leavesTheLeastSizeAgainWhenBatchesAreFast() {
        work(20, rows -> 60);
        work(400, rows -> rows / 10_000.0);
        assertThat(size.next().rows()).isBetween(4_000L, 5_500L);
    }

    @Test
    void ignoresWhatABatchOfAnOlderSizeTook() {
        Ticket old = size.next();
        size.gaveUp(old);
        size.gaveUp(old);
        size.took(old, TARGET.multipliedBy(100));
        assertThat(size.next().rows()).isEqualTo(100);
    }

    @Test
    void oneSlowBatchInElevenDoesNotShrinkIt() {
        int[] batch = {0};
        work(11, rows -> ++batch[0] == 5 ? 1.9 : 0.5);
        assertThat(size.next().rows()).isEqualTo(1000);
    }

    @Test
    void countsPagesAsManyRowsAsTheyHold() {
        assertThat(Bounds.ROWS.inUnitsOf(50)).isEqualTo(new Bounds(1, 20, 2000));
    }

    @Test
    void isLargerWhereNobodyWaitsForABatch() {
        assertThat(Bounds.of(Contention.NOBODY_WAITS)).isEqualTo(new Bounds(10, 1000, 1_000_000));
        assertThat(Targets.DEFAULT.batch(Contention.NOBODY_WAITS))
                .isGreaterThan(Targets.DEFAULT.batch(Contention.ROWS_LOCKED))
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void neverBecomesATransactionOfManyBytes() {
        assertThat(Bounds.ROWS.ofRowsWith(100)).isEqualTo(Bounds.ROWS);
        assertThat(Bounds.ROWS.ofRowsWith(1024 * 1024)).isEqualTo(new Bounds(10, 64, 64));
        assertThat(Bounds.ROWS.ofRowsWith(1e9)).isEqualTo(new Bounds(10, 10, 10));
        assertThat(Bounds.ROWS.ofRowsWith(0)).isEqualTo(Bounds.ROWS);
    }
}
