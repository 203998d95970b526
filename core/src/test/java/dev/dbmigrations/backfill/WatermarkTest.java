package dev.dbmigrations.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.history.KeyRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatermarkTest {

    private static KeyRange range(String from, String to) {
        return new KeyRange(from.isEmpty() ? List.of() : List.of(from), List.of(to));
    }

    private static List<KeyRange> ordered(Watermark watermark) {
        return watermark.islands().stream()
                .sorted(Comparator.comparingInt(r -> Integer.parseInt(r.from().getFirst())))
                .toList();
    }

    @Test
    void isCompleteOnlyWhenEveryRangeIsCovered() {
        Watermark watermark = new Watermark(range("", "30"), List.of());
        watermark.cover(range("20", "30"));
        watermark.cover(range("", "10"));
        assertThat(watermark.isComplete()).isFalse();
        assertThat(watermark.low()).containsExactly("10");
        watermark.cover(range("10", "20"));
        assertThat(watermark.isComplete()).isTrue();
    }

    @Test
    void mustNotFail03_theLowMarkNeverPassesARangeThatIsNotCommitted() {
        Watermark watermark = new Watermark(range("", "30"), List.of(range("10", "20"), range("20", "30")));
        assertThat(watermark.low()).isEmpty();
        assertThat(watermark.islands()).containsExactly(range("10", "30"));
        assertThat(watermark.gaps(watermark.islands())).containsExactly(range("", "10"));
    }

    @Test
    void anEmptyTableHasNothingLeftToDo() {
        Watermark watermark = new Watermark(new KeyRange(List.of(), List.of()), List.of());
        assertThat(watermark.isComplete()).isTrue();
        assertThat(watermark.gaps(List.of())).isEmpty();
    }

    @Test
    void aRangeCoveredTwiceIsAnError() {
        Watermark watermark = new Watermark(range("", "30"), List.of(range("", "10")));
        assertThatThrownBy(() -> watermark.cover(range("", "10"))).isInstanceOf(IllegalStateException.class);
        watermark.cover(range("20", "30"));
        assertThatThrownBy(() -> watermark.cover(range("20", "25"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whateverTheOrderGapsAndDoneRangesTogetherAreTheWhole() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int count = 1 + random.nextInt(12);
            List<KeyRange> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(range(i == 0 ? "" : Integer.toString(i), Integer.toString(i + 1)));
            }
            Collections.shuffle(all, random);
            List<KeyRange> done = all.subList(0, random.nextInt(count + 1));
            Watermark watermark = new Watermark(range("", Integer.toString(count)), done);
            List<KeyRange> gaps = watermark.gaps(ordered(watermark));
            assertThat(watermark.isComplete()).as("seed %s", seed).isEqualTo(done.size() == count);
            gaps.forEach(watermark::cover);
            assertThat(watermark.isComplete()).as("seed %s", seed).isTrue();
            assertThat(gaps.isEmpty()).as("seed %s", seed).isEqualTo(done.size() == count);
        }
    }
}
