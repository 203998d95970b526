package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen in the catalog around a run. */
class AftermathTest {

    @TempDir
    Path folder = Path.of("");

    private Place filled(String column) {
        Place place = Place.on(TestPostgres.server(18), folder.resolve("migrations"));
        place.run(
                "CREATE TABLE t (id " + column + " PRIMARY KEY, v int)",
                "INSERT INTO t (id, v) SELECT n, n FROM (" + Numbers.upTo(500) + ") AS numbers",
                "ANALYZE t");
        return place;
    }

    private static List<String> notes(Project project) {
        List<String> notes = new ArrayList<>();
        try (Migrator migrator = project.migrator()) {
            migrator.up(Until.THE_END, new RunListener() {
                @Override
                public void note(String text) {
                    notes.add(text);
                }
            });
        }
        return notes;
    }

    @Test
    void anIndexThatIsNotValidBehindTheLastStepIsToldAsAFailure() throws Exception {
        try (Place place = filled("int")) {
            Project project = place.project(Gates.OPEN);
            project.write("V1__index", "CREATE INDEX t_v ON t (v);");
            RunListener spoiling = new RunListener() {
                @Override
                public void stepDone(StepPlace step, Duration took) {
                    place.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_v'::regclass");
                }
            };
            try (Migrator migrator = project.migrator()) {
                MigrationException told =
                        catchThrowableOfType(MigrationException.class, () -> migrator.up(Until.THE_END, spoiling));
                assertThat(told.code()).isEqualTo("DBM-6026");
                assertThat(told.exitCode()).isEqualTo(1);
                assertThat(told.toText())
                        .contains("index t_v of public.t is INVALID")
                        .contains("DROP INDEX CONCURRENTLY")
                        .contains("V1 is applied");
            }
        }
    }

    @Test
    void columnsThatCameWithTheirRowsAndHaveNoStatisticsAreTold() throws Exception {
        try (Place place = filled("int")) {
            Project project = place.project(Gates.OPEN);
            project.write("V1__w", "-- db-migrations: up(w) = v + 1\nALTER TABLE t ADD COLUMN w int NOT NULL;");
            assertThat(notes(project))
                    .contains("there are no statistics of t.w: ANALYZE t (w)")
                    .noneMatch(note -> note.contains("t.v"));
        }
    }

    @Test
    void aSequenceThatRunsOutIsToldBeforeTheFirstStepAndByValidate() throws Exception {
        try (Place place = filled("serial")) {
            place.run("SELECT setval('t_id_seq', 2000000000)", "CREATE TABLE u (id serial PRIMARY KEY)");
            Project project = place.project(Gates.OPEN);
            project.write("V1__index", "CREATE INDEX t_v ON t (v);");
            String soon = "sequence t_id_seq of t.id has given out 93 % of its numbers";
            try (Migrator migrator = project.migrator()) {
                assertThat(migrator.validate().problems())
                        .anyMatch(p -> !p.error() && p.failure().what().equals(soon));
            }
            assertThat(notes(project)).contains(soon + ": change the column and its sequence to bigint");
        }
    }

    @Test
    void unvalidatedConstraintsAndInvalidIndexesOfATouchedTableAreTold() throws Exception {
        try (Place place = filled("int")) {
            place.run(
                    "ALTER TABLE t ADD CONSTRAINT t_old CHECK (v > 0) NOT VALID",
                    "CREATE INDEX t_broken ON t (v)",
                    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_broken'::regclass");
            Project project = place.project(Gates.OPEN);
            project.write("V1__index", "CREATE INDEX t_v ON t (v);");
            try (Migrator migrator = project.migrator()) {
                assertThat(migrator.validate().problems().stream()
                                .map(p -> p.failure().what()))
                        .anyMatch(what -> what.startsWith("index t_broken of t is INVALID"))
                        .anyMatch(what -> what.startsWith("constraint t_old of t is NOT VALID"));
            }
        }
    }

    @Test
    void numbersThatRunOutAreToldOnMariaDb() throws Exception {
        try (Place place = Place.on(TestMariaDb.server("11.4"), folder.resolve("migrations"))) {
            place.run("CREATE TABLE t (id tinyint AUTO_INCREMENT PRIMARY KEY, v int)", "INSERT INTO t VALUES (120, 1)");
            Project project = place.project(Gates.OPEN);
            project.write("V1__index", "CREATE INDEX t_v ON t (v);");
            try (Migrator migrator = project.migrator()) {
                assertThat(migrator.validate().problems().stream()
                                .map(p -> p.failure().what()))
                        .contains("the numbers of t.id have been given out up to 95 %");
            }
        }
    }

    static Stream<TestServer> servers() {
        return TestServers.all().stream().filter(server -> server.whyAbsent().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void numbersThatGoOnAmongThoseThatAreThereAreTold(TestServer server) throws Exception {
        boolean postgres = server.label().startsWith("PostgreSQL");
        try (Place place = Place.on(server, folder.resolve("migrations"))) {
            place.run(
                    postgres
                            ? "CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, v int)"
                            : "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, v int)",
                    "INSERT INTO t (v) VALUES (1), (2), (3)");
            Project project = place.project(Gates.OPEN);
            project.write("V1__by_the_server", "INSERT INTO t (v) VALUES (4);");
            assertThat(notes(project)).isEmpty();
            project.write(
                    "V2__by_hand",
                    postgres ? "INSERT INTO t (id, v) VALUES (70, 5);" : "UPDATE t SET id = 70 WHERE id = 4;");
            List<String> told = notes(project);
            if (postgres) {
                String words =
                        "goes on with 5, and there are numbers up to 70: an INSERT that draws from it may fail: ";
                assertThat(told).singleElement().asString().contains(words);
                place.run(told.getFirst().substring(told.getFirst().indexOf(words) + words.length()));
            } else { // they go on beyond whatever is there
                assertThat(told).isEmpty();
            }
            place.run("INSERT INTO t (v) VALUES (6)");
            assertThat(place.ask("SELECT max(id) FROM t")).containsExactly("71");
        }
    }
}
