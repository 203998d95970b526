package dev.dbmigrations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.bench.Figures.Column;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = Figures.of("ALTER", new Column("seconds", 1), new Column("errors", 0));

    @Test
    void mediansStandBesideTheirRatioToTheBase() {
        figures.add("ALTER", 4, 0);
        figures.add("ours", 9, 1);
        figures.add("ALTER", 2, 0);
        figures.add("ours", 3, 0);
        figures.add("ours", 6, 0);
        figures.addAbsent("theirs", "not installed");

        assertThat(figures.markdown()).isEqualTo("""
                        | | seconds | errors | ÷ ALTER |
                        |---|---:|---:|---:|
                        | ALTER | 3.0 | 0 | 1.00 |
                        | ours | 6.0 | 0 | 2.00 |
                        | theirs | not installed |
                        """);
    }

    @Test
    void everyRunIsALineOfItsOwn() {
        figures.add("the \"first\"", 1.5, 0);
        figures.add("the \"first\"", 2, 7);

        assertThat(figures.csv()).isEqualTo("""
                        contestant,run,"seconds","errors"
                        "the ""first\""",1,1.500,0.000
                        "the ""first\""",2,2.000,7.000
                        """);
    }

    @Test
    void withoutTheBaseThereIsNothingToCompare() {
        figures.add("ours", 1, 0);

        assertThat(figures.markdown()).doesNotContain("÷");
    }
}
