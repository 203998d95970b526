package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.Cost;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.report.JsonReport;
import dev.dbmigrations.report.PlanReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several ways the cheapest is taken, and the plan says what each would have cost. */
class ChoiceTest {
    private static Place place;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill(@TempDir Path anyFolder) {
        place = Place.on(TestPostgres.server(18), anyFolder);
        create("numbers", 4_000_000);
        create("fewer", 400_000);
        create("few", 20_000);
    }

    private static void create(String table, int rows) {
        place.run(
                "CREATE TABLE " + table + " (id int NOT NULL, n int NOT NULL)",
                "INSERT INTO " + table + " SELECT i, i FROM generate_series(1, " + rows + ") AS i",
                "ALTER TABLE " + table + " ADD PRIMARY KEY (id)",
                "CREATE INDEX ON " + table + " (n)",
                "VACUUM ANALYZE " + table);
    }

    @AfterAll
    static void close() {
        place.close();
    }

    private static String wider(String table) {
        return "ALTER TABLE " + table + " ALTER COLUMN n TYPE bigint;";
    }

    private Plan plan(String sql, Optional<Strategy> strategy) throws IOException {
        Project project = new Project(place.url(), folder, Options.Gates.CLOSED);
        project.write("V1__wider", sql);
        PlanningOptions planning = new PlanningOptions(
                PlanningOptions.DEFAULT.small(),
                PlanningOptions.Clients.MAY_BE_CONNECTED,
                Duration.ofMillis(300),
                strategy,
                1);
        Options options = new Options(
                new Login(place.url(), "", () -> "", Map.of()),
                new Options.Files(List.of(folder), folder, Options.OutOfOrder.REFUSE),
                planning,
                new Options.Running(
                        Options.Gates.CLOSED,
                        Duration.ofMinutes(1),
                        Options.Batches.DEFAULT,
                        Options.Accepted.NOTHING));
        try (Migrator migrator = Migrator.open(options)) {
            return migrator.plan(migrator.pending(Until.THE_END)).getFirst();
        }
    }

    @Test
    void whereItSavesTimeOrDeadRowsASecondTableIsBuilt() throws IOException {
        Plan plan = plan(wider("numbers"), Optional.empty());
        assertThat(plan.strategy()).isEqualTo(Strategy.BLUE_GREEN);
        Choice choice = plan.choices().getFirst();
        assertThat(choice.because()).endsWith("of dead rows");
        assertThat(choice.free()).isPresent();
        assertThat(choice.costs())
                .extracting(Cost::strategy)
                .containsExactly(Strategy.DIRECT, Strategy.EXPAND_CONTRACT, Strategy.BLUE_GREEN);
        assertThat(choice.costs()).allMatch(Cost::isOpen);
        assertThat(choice.costs().getFirst().clients())
                .isEqualTo("reads and writes of public.numbers stand still for all that time");
        assertThat(choice.costs().get(1).room().dead()).isPositive();
    }

    @Test
    void elseRowsMoveInsideTheTable() throws IOException {
        Plan plan = plan(wider("fewer"), Optional.empty());
        assertThat(plan.strategy()).isEqualTo(Strategy.EXPAND_CONTRACT);
        assertThat(plan.choices().getFirst().because())
                .isEqualTo("a second table would save less than a minute, and few dead rows");
    }

    @Test
    void whatTakesSecondsIsNotWeighed() throws IOException {
        assertThat(plan(wider("few"), Optional.empty()).choices()).isEmpty();
    }

    @Test
    void clientsOfAnOldNameAreNotCutOffToSaveTime() throws IOException {
        Plan plan = plan("ALTER TABLE numbers RENAME COLUMN n TO number;", Optional.empty());
        assertThat(plan.strategy()).isEqualTo(Strategy.EXPAND_CONTRACT);
        Choice choice = plan.choices().getFirst();
        assertThat(choice.because()).startsWith("no second table can be built: clients that still use");
        assertThat(choice.costs().getFirst().clients()).isEqualTo("those of the old shape fail from then on");
    }

    @Test
    void whoeverAsksForAStrategyGetsIt() throws IOException {
        Plan inPlace = plan(wider("numbers"), Optional.of(Strategy.EXPAND_CONTRACT));
        assertThat(inPlace.strategy()).isEqualTo(Strategy.EXPAND_CONTRACT);
        assertThat(inPlace.choices().getFirst().because()).isEqualTo("it was asked for");
        assertThat(plan(wider("numbers"), Optional.of(Strategy.DIRECT)).strategy())
                .isEqualTo(Strategy.DIRECT);
        assertThat(plan(wider("few"), Optional.of(Strategy.BLUE_GREEN)).strategy())
                .isEqualTo(Strategy.BLUE_GREEN);
        String file = "-- db-migrations: strategy=expand-contract\n" + wider("few");
        assertThat(plan(file, Optional.of(Strategy.BLUE_GREEN)).strategy())
                .as("what is typed wins over what is written")
                .isEqualTo(Strategy.BLUE_GREEN);
    }

    @Test
    void thePlanTellsWhatEachWayWouldCost() throws IOException {
        Plan plan = plan(wider("numbers"), Optional.empty());
        assertThat(PlanReport.of(plan, Pace.STEADY))
                .contains("what it would cost on public.numbers (4 million rows")
                .containsPattern("(?m)^  direct +.* stand still for all that time; disk ")
                .containsPattern("(?m)^  expand-contract +.*dead rows ")
                .containsPattern("(?m)^\\* blue-green +.*until the revert window ends; disk ")
                .contains("blue-green because it ");
        assertThat(JsonReport.tree(plan).path("choices").path(0).path("chosen").asText())
                .isEqualTo("blue-green");
    }
}
