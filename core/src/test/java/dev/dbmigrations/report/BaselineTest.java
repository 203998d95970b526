package dev.dbmigrations.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final LexicalRules RULES = PostgresLexicalRules.RULES;
    private static final String RENAME = "ALTER TABLE orders RENAME COLUMN total TO sum;\n";
    private static final String INDEX = "CREATE INDEX orders_total ON orders (total);\n";

    private static Baseline of(String sql) {
        return Baseline.of(List.of(Example.analysis(sql)), RULES);
    }

    private static MigrationAnalysis muted(Baseline baseline, String sql) {
        return baseline.muted(List.of(Example.analysis(sql)), RULES).getFirst();
    }

    @Test
    void whatIsKnownIsAcceptedAndWhatIsNewIsNot() {
        MigrationAnalysis analysis = muted(of(RENAME), RENAME + INDEX);
        assertThat(analysis.active())
                .extracting(f -> f.rule())
                .contains("index-build-blocks-writes")
                .doesNotContain("column-rename-breaks-clients");
    }

    @Test
    void aStatementIsKnownOnAnotherLineAndInAnotherLayout() {
        String moved = "-- a comment\n\n\nalter  table orders\n  rename column /* the */ total to sum;\n";
        assertThat(muted(of(RENAME.toLowerCase(Locale.ROOT)), moved).active()).isEmpty();
    }

    @Test
    void theSameStatementOnceMoreIsNew() {
        assertThat(muted(of(INDEX), INDEX + INDEX).active())
                .filteredOn(f -> f.rule().equals("index-build-blocks-writes"))
                .hasSize(1);
    }

    @Test
    void whatIsNoLongerFoundMayGo() {
        Baseline baseline = of(RENAME + INDEX);
        assertThat(baseline.vanished(List.of(Example.analysis(INDEX)), RULES))
                .extracting(Baseline.Known::rule)
                .contains("column-rename-breaks-clients")
                .doesNotContain("index-build-blocks-writes");
    }

    @Test
    void itsFileIsReadAsItWasWritten() {
        Baseline baseline = of(INDEX + RENAME);
        assertThat(Baseline.read(baseline.text())).contains(baseline);
        assertThat(baseline.entries()).extracting(Baseline.Known::rule).isSorted();
        assertThat(Baseline.read("{}")).isEmpty();
        assertThat(Baseline.read("not JSON")).isEmpty();
    }
}
