package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.analyze.Basis;
import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.plan.Budget.Forecast;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Typical statements on large tables, and how long their steps take against what was expected of them: first on a server of which
 * nothing is known, then on tables of another shape, after the first ones. Prints; how long anything takes is not asserted.
 */
@EnabledIfSystemProperty(named = "estimates.rows", matches = "\\d+")
class EstimatesTest {
    private static final int ROWS = Integer.getInteger("estimates.rows", 1_000_000);
    private static final long WORTH_TELLING = 100;

    private static final List<String> STATEMENTS = List.of(
            "ALTER TABLE %s1 ALTER COLUMN qty SET NOT NULL",
            "ALTER TABLE %s1 ADD CONSTRAINT %s_positive CHECK (qty >= 0)",
            "ALTER TABLE %s1 ADD FOREIGN KEY (parent) REFERENCES parents (id)",
            "CREATE INDEX CONCURRENTLY %s_numbers ON %s1 (qty)",
            "CREATE INDEX CONCURRENTLY %s_texts ON %s1 (mail)",
            "ALTER TABLE %s1 RENAME COLUMN mail TO email",
            "-- db-migrations: strategy=expand-contract\nALTER TABLE %s2 ALTER COLUMN qty TYPE bigint",
            "-- db-migrations: strategy=blue-green\nALTER TABLE %s3 ALTER COLUMN id TYPE bigint",
            "-- db-migrations: strategy=direct\nALTER TABLE %s4 ALTER COLUMN qty TYPE bigint",
            "UPDATE %s5 SET qty = qty + 1",
            "-- db-migrations: strategy=direct\nUPDATE %s6 SET qty = qty + 1");

    @TempDir
    Path folder;

    /** What one step was expected to take, and took. */
    private record Outcome(String statement, String step, DurationEstimate expected, Duration took) {

        double error() {
            return (double) took.toMillis() / expected.middle().toMillis();
        }

        boolean isClose() {
            return error() <= 2 && error() >= 0.5;
        }

        boolean isInRange() {
            return took.compareTo(expected.low()) >= 0 && took.compareTo(expected.high()) <= 0;
        }
    }

    @Test
    void stepsTakeAboutAsLongAsExpected() throws IOException {
        try (Place place = Place.on(TestPostgres.server(18), folder)) {
            place.run(
                    "CREATE TABLE parents (id int PRIMARY KEY)",
                    "INSERT INTO parents SELECT generate_series(0, 99999)",
                    "VACUUM ANALYZE parents");
            Project project = place.project(Options.Gates.OPEN);
            List<Outcome> first = round(place, project, "narrow", "");
            List<Outcome> second =
                    round(place, project, "wide", ", repeat(md5(i::text), 4) AS note, i::bigint AS spare");
            tell("a server of which nothing is known, " + ROWS + " narrow rows", first);
            tell("after those, " + ROWS + " wide rows", second);
            assertThat(second).anyMatch(o -> o.expected().basis().source() == Basis.Source.PAST_STEPS);
        }
    }

    private static List<Outcome> round(Place place, Project project, String tables, String more) throws IOException {
        for (int i = 1; i <= 6; i++) {
            String table = tables + i;
            place.run(
                    "CREATE TABLE " + table
                            + " AS SELECT i::int AS id, i % 1000 AS qty, i % 100000 AS parent, 'm' || i AS mail" + more
                            + " FROM generate_series(1, " + ROWS + ") AS i",
                    "ALTER TABLE " + table + " ADD PRIMARY KEY (id)",
                    "CREATE INDEX ON " + table + " (parent)",
                    "VACUUM ANALYZE " + table);
        }
        place.run("CHECKPOINT");
        List<Outcome> outcomes = new ArrayList<>();
        for (int n = 0; n < STATEMENTS.size(); n++) {
            String sql = STATEMENTS.get(n).replace("%s", tables);
            project.write("V" + (tables.equals("narrow") ? 1 : 2) + "%02d__s".formatted(n), sql + ";");
            try (Migrator migrator = project.migrator()) {
                migrator.up(Until.THE_END, RunListener.SILENT);
                outcomes.addAll(outcomes(sql.substring(sql.indexOf('\n') + 1), migrator.report(Optional.empty())));
            }
        }
        return outcomes;
    }

    private static List<Outcome> outcomes(String sql, RunReport report) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Step step : report.plan().steps().toList()) {
            Optional<Forecast> forecast = step.facts().budget().forecast();
            long took = report.events().stream()
                    .map(Recorded::event)
                    .filter(e -> e instanceof Event.StepDone done
                            && done.step().equals(step.facts().id()))
                    .mapToLong(e -> ((Event.StepDone) e).milliseconds())
                    .sum();
            DurationEstimate expected = step.facts().budget().range();
            if (took >= WORTH_TELLING || expected.middle().toMillis() >= WORTH_TELLING) {
                String kind = forecast.map(f -> f.effort().name()).orElse("at once");
                outcomes.add(new Outcome(sql, kind, expected, Duration.ofMillis(took)));
            }
        }
        return outcomes;
    }

    private static void tell(String heading, List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder("\n" + heading + "\n");
        text.append("| statement | step | expected | | took | took ÷ middle |\n|---|---|---|---|---|---|\n");
        for (Outcome one : outcomes) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %.2f s | %.2f |%n",
                    one.statement(),
                    one.step().toLowerCase(Locale.ROOT).replace('_', ' '),
                    one.expected().words(),
                    one.expected().basis().words(),
                    one.took().toMillis() / 1e3,
                    one.error()));
        }
        text.append("within 2× of the middle: %d of %d; within the range: %d%n"
                .formatted(
                        outcomes.stream().filter(Outcome::isClose).count(),
                        outcomes.size(),
                        outcomes.stream().filter(Outcome::isInRange).count()));
        System.out.println(text);
    }
}
