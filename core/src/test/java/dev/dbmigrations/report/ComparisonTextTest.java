package dev.dbmigrations.report;

import dev.dbmigrations.Golden;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A comparison of two tables, as a reviewer reads it. */
class ComparisonTextTest {

    private static Table table(String name, String keyType) {
        return new Table(
                TableName.of("public", name),
                Table.Kind.TABLE,
                List.of(Column.plain("id", keyType, false), Column.plain("note", "text", true)),
                List.of(),
                List.of(new Constraint(
                        name + "_pkey", Constraint.Kind.PRIMARY_KEY, List.of("id"), "PRIMARY KEY (id)", true, null)),
                Table.Surroundings.NEW);
    }

    private static Plan plan() {
        Step compare = new Step.CompareTables(
                SamplePlans.facts("1-compare", Envelope.READ, SamplePlans.NOTHING),
                PostgresDialect.of(18)
                        .rowChecksums()
                        .pair(
                                table("orders", "integer"),
                                table("orders_new", "bigint"),
                                List.of(new Matched("id", "id"), new Matched("upper(note)", "note"))));
        return SamplePlans.plan("7", SamplePlans.phase(Phase.Kind.MIGRATE, compare));
    }

    @Test
    void itIsSqlThatCanBeRunByHand() {
        Golden.assertMatches("report/comparison.sql", PlanSql.text(plan()));
    }

    @Test
    void theReportSaysHowItIsDone() {
        Golden.assertMatches("report/comparison.txt", PlanReport.of(plan(), Pace.STEADY));
    }
}
