package dev.dbmigrations.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1 s",
        "4125, 4.1 s",
        "59999, 59 s",
        "60000, 1 min",
        "125000, 2 min 5 s",
        "11400000, 3 h 10 min",
        "90000000, 1 day 1 h",
        "172800000, 2 days"
    })
    void stretchesOfTimeAreSaidAsPeopleSayThem(long milliseconds, String words) {
        assertThat(Spans.text(Duration.ofMillis(milliseconds))).isEqualTo(words);
    }
}
