package dev.dbmigrations.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dbmigrations.Golden;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.Waiver;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.report.Recommendation.Confidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    private static final String DANGEROUS = """
            CREATE INDEX orders_total_idx ON orders (total);
            ALTER TABLE orders
              ADD COLUMN note text,
              ALTER COLUMN email SET NOT NULL;
            ALTER TABLE orders RENAME COLUMN total TO sum;
            CREATE TABLE notes (id bigint PRIMARY KEY);
            """;
    private static final Waiver WAIVER = new Waiver("column-rename-breaks-clients", "nobody reads it yet");

    private static AnalysisReport report(MigrationAnalysis analysis, String sql) {
        Optional<dev.dbmigrations.plan.Plan> plan = sql.isEmpty() ? Optional.empty() : Optional.of(Example.plan(sql));
        return new AnalysisReport(
                AnalysisReport.Basis.of(PostgresDialect.of(18), AnalysisReport.Source.SERVER),
                List.of(AnalysisReport.Entry.of(analysis, plan)));
    }

    @Test
    void anAnalysisIsToldInFull() {
        MigrationAnalysis analysis = Example.analysis(DANGEROUS, WAIVER);
        Golden.assertMatches("report/analysis.txt", TextReport.of(report(analysis, DANGEROUS)));
    }

    @Test
    void aProgramReadsTheSame() throws JsonProcessingException {
        String json = JsonReport.of(report(Example.analysis(DANGEROUS, WAIVER), DANGEROUS));
        Golden.assertMatches("report/analysis.json", json);
        JsonNode tree = new ObjectMapper().readTree(json);
        assertThat(tree.path("format").asText()).isEqualTo("db-migrations analysis 1");
    }

    @Test
    void everySectionIsInTheForms() {
        AnalysisReport report = report(Example.analysis(DANGEROUS, WAIVER), DANGEROUS);
        Golden.assertMatches("report/analysis.md", ReportFormat.MARKDOWN.write(report));
        Golden.assertMatches("report/analysis.html", ReportFormat.HTML.write(report));
        Golden.assertMatches("report/analysis-in-full.txt", TextReport.inFull(report));
    }

    @Test
    void aWaiverThatIsOverIsToldAndDoesNotCount() {
        Waiver waiver = new Waiver(WAIVER.rule(), WAIVER.reason(), Optional.of(LocalDate.of(2027, 1, 31)));
        String sql = "ALTER TABLE orders RENAME COLUMN total TO sum;";
        assertThat(Example.analysis(sql, LocalDate.of(2027, 1, 31), waiver).active())
                .isEmpty();
        assertThat(Example.analysis(sql, LocalDate.of(2027, 2, 1), waiver).active())
                .singleElement()
                .satisfies(
                        f -> assertThat(f.message().harm()).endsWith("(accepted until 2027-01-31, and that is over)"));
    }

    @Test
    void aHarmlessMigrationNeedsNothing() {
        String sql = "ALTER TABLE orders ADD COLUMN note text;";
        Golden.assertMatches("report/harmless.txt", TextReport.of(report(Example.analysis(sql), sql)));
    }

    @Test
    void aPlanIsToldInFull() {
        Golden.assertMatches("report/plan.txt", PlanReport.of(Example.plan(DANGEROUS), Pace.STEADY));
    }

    @Test
    void aPlanIsReadByPrograms() {
        Golden.assertMatches("report/plan.json", JsonReport.of(Example.plan(DANGEROUS)));
    }

    @Test
    void whatIsNotUnderstoodLowersTheConfidence() {
        MigrationAnalysis analysis = Example.analysis("DO $$ BEGIN NULL; END $$;");
        Recommendation advice = Recommendation.of(analysis, Optional.empty());
        assertThat(advice.confidence()).isEqualTo(Confidence.LOW);
        assertThat(advice.reasons()).anyMatch(r -> r.contains("line 1 is not understood"));
    }

    @Test
    void anAnswerThatOnlyTheServerHasLowersTheConfidenceWhenNobodyAskedIt() {
        String sql = "ALTER TABLE orders ADD COLUMN token uuid DEFAULT own_function();";
        Recommendation advice = Recommendation.of(Example.analysis(sql), Optional.of(Example.plan(sql)));
        assertThat(advice.confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void withoutAPlanTheStrategyIsGuessedFromTheFindings() {
        Recommendation advice = Recommendation.of(Example.analysis(DANGEROUS), Optional.empty());
        assertThat(advice.strategy()).isEqualTo(Strategy.EXPAND_CONTRACT);
    }

    @Test
    void aRuleIsExplained() {
        SafetyRule rule =
                RuleCatalogue.discovered().rule("index-build-blocks-writes").orElseThrow();
        Golden.assertMatches("report/explain.txt", RuleText.of(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "index-build-blocks-write, index-build-blocks-writes",
        "index-bild, index-build-blocks-writes",
        "column-rename, column-rename-breaks-clients",
        "typechange-rewrites-tables, type-change-rewrites-table",
    })
    void anUnknownRuleHasANearestOne(String typed, String meant) {
        assertThat(RuleCatalogue.discovered().nearest(typed).id()).isEqualTo(meant);
    }
}
