package dev.dbmigrations.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.history.KeyRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pass counts only when it reached from end to end. */
class CoverageTest {

    private static KeyRange range(String from, String to) {
        return new KeyRange(bound(from), bound(to));
    }

    private static List<String> bound(String key) {
        return key.isEmpty() ? List.of() : List.of(key);
    }

    @Test
    void mustNotFail69_nothingButAllRangesFromEndToEndIsAWholePass() {
        List<KeyRange> all = new ArrayList<>(List.of(range("", "3"), range("3", "7"), range("7", "9"), range("9", "")));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(all, new Random(seed));
            Coverage coverage = new Coverage(List.of());
            for (KeyRange range : all) {
                assertThat(coverage.isWhole()).isFalse();
                coverage.cover(range);
            }
            assertThat(coverage.isWhole()).isTrue();
        }
    }

    @Test
    void oneRangeOpenAtBothEndsIsAll() {
        Coverage coverage = new Coverage(List.of());
        coverage.cover(range("", ""));
        assertThat(coverage.isWhole()).isTrue();
    }

    @Test
    void mustNotFail69_theLastRowIsNotTheEnd() {
        Coverage coverage = new Coverage(List.of());
        coverage.cover(range("", "9"));
        assertThat(coverage.isWhole()).isFalse();
        assertThat(coverage.low()).containsExactly("9");
    }

    @Test
    void aPassGoneOnWithBeginsWhereTheEarlierOneCameTo() {
        Coverage coverage = new Coverage(List.of("7"));
        coverage.cover(range("9", ""));
        assertThat(coverage.isWhole()).isFalse();
        coverage.cover(range("7", "9"));
        assertThat(coverage.isWhole()).isTrue();
    }

    @Test
    void theSameRangeTwiceIsABug() {
        Coverage coverage = new Coverage(List.of());
        coverage.cover(range("3", "7"));
        assertThatThrownBy(() -> coverage.cover(range("3", "5"))).isInstanceOf(IllegalStateException.class);
    }
}
