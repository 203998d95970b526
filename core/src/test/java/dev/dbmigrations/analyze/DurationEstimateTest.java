package dev.dbmigrations.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationEstimateTest {
    private static final Size MEASURED = new Size(3_000_000, 384L << 20, 84L << 20);

    /** Measured on PostgreSQL 15.20 with 2 cores and a warm cache. */
    @ParameterizedTest
    @CsvSource({
        "SCAN, 0.24", // VALIDATE of a check
        "SCAN, 0.78", // VALIDATE of a foreign key
        "INDEX_BUILD, 1.07", // on a bigint
        "INDEX_BUILD, 6.85", // on a text
        "REWRITE, 5.44", // a stored column
        "REWRITE, 8.91", // int to bigint
        "REWRITE, 12.25", // a volatile default
    })
    void whatWasMeasuredLiesInTheRange(Work work, double seconds) {
        DurationEstimate estimate = DurationEstimate.of(work, MEASURED);
        Duration measured = Duration.ofMillis(Math.round(seconds * 1_000));
        assertThat(measured).isBetween(estimate.low().multipliedBy(95).dividedBy(100), estimate.high());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 50, less than 0.1 s",
        "0, 400, up to 0.4 s",
        "800, 900, about 0.9 s",
        "6000, 37000, 6 to 35 s",
        "26000, 165000, 25 s to 3 min",
        "50000, 50000, about 50 s",
        "130000, 297000, 2 to 5 min",
        "7200000, 90000000, 2 to 25 h",
        "100000000, 600000000, 30 h to 7 days",
    })
    void aRangeIsSaidAsAPersonWouldSayIt(long low, long high, String words) {
        assertThat(new DurationEstimate(Duration.ofMillis(low), Duration.ofMillis(high)).words())
                .isEqualTo(words);
    }

    @Test
    void aChangeOfTheCatalogTakesNoTimeHoweverLargeTheTable() {
        assertThat(DurationEstimate.of(Work.METADATA, MEASURED).isInstant()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, no rows",
        "1, 1 row",
        "9999, '9,999 rows'",
        "10000, 10 thousand rows",
        "41000000, 41 million rows",
        "999600, 1 million rows",
        "1500000000, 1.5 billion rows",
    })
    void rowsAreCountedInWords(long count, String words) {
        assertThat(InWords.rows(count)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"500, 500 bytes", "8192, 8 kB", "9663676416, 9 GB", "1610612736, 1.5 GB"})
    void bytesAreCountedInWords(long count, String words) {
        assertThat(InWords.bytes(count)).isEqualTo(words);
    }
}
