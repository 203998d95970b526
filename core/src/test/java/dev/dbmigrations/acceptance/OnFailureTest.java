package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.OnFailure;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a migration that fails in the middle, or of which its own check fails behind its end. */
class OnFailureTest {
    private static final String ROWS = "SELECT * FROM t ORDER BY id";

    @TempDir
    Path folder = Path.of("");

    private Place filled(OneOfEach server) {
        Place place = Place.on(server.server(), folder.resolve("migrations"));
        place.run(
                "CREATE TABLE t (id int NOT NULL PRIMARY KEY, customer int NOT NULL, mail varchar(40))",
                "CREATE TABLE other (id int NOT NULL PRIMARY KEY, customer int)",
                "INSERT INTO t SELECT n, n, concat('m', n) FROM (" + Numbers.upTo(500) + ") AS numbers",
                server.measured("t"));
        return place;
    }

    private static MigrationException failed(Migrator migrator, OnFailure choice) {
        MigrationException failure = catchThrowableOfType(
                MigrationException.class, () -> migrator.up(Until.THE_END, choice, RunListener.SILENT));
        assertThat(failure).isNotNull();
        return failure;
    }

    /** All goes well until the constraint, which its own rows would break. */
    private static void writeOneThatFailsInTheMiddle(Project project) throws Exception {
        project.write("V1__half", """
                UPDATE t SET customer = customer + 1;
                ALTER TABLE t ADD COLUMN extra int;
                ALTER TABLE t ADD CONSTRAINT few CHECK (customer < 501);
                """);
    }

    @ParameterizedTest
    @EnumSource
    void itIsAsBefore(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            List<String> before = place.ask(ROWS);
            Project project = place.project(Gates.CLOSED);
            writeOneThatFailsInTheMiddle(project);
            try (Migrator migrator = project.migrator()) {
                MigrationException failure = failed(migrator, OnFailure.ROLL_BACK);
                assertThat(failure.toText()).contains("V1 was taken back").doesNotContain("db-migrations down");
                assertThat(migrator.overview().inFlight()).isEmpty();
            }
            assertThat(place.ask(ROWS)).isEqualTo(before);
        }
    }

    /** Somebody else's run, or one of yesterday: going on with it fails again. */
    @ParameterizedTest
    @EnumSource
    void whatWasLeftStandingIsTakenBackWhenItFailsAgain(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            List<String> before = place.ask(ROWS);
            Project project = place.project(Gates.CLOSED);
            writeOneThatFailsInTheMiddle(project);
            try (Migrator migrator = project.migrator()) {
                assertThat(failed(migrator, OnFailure.STOP).toText()).contains("db-migrations down");
                assertThat(migrator.overview().inFlight()).hasSize(1);
            }
            try (Migrator migrator = project.migrator()) {
                assertThat(failed(migrator, OnFailure.ROLL_BACK).toText()).contains("V1 was taken back");
                assertThat(migrator.overview().inFlight()).isEmpty();
            }
            assertThat(place.ask(ROWS)).isEqualTo(before);
        }
    }

    /** A text that was changed meanwhile is no failure of what has been done. */
    @ParameterizedTest
    @EnumSource
    void anotherTextTakesNothingBack(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            Project project = place.project(Gates.CLOSED);
            writeOneThatFailsInTheMiddle(project);
            try (Migrator migrator = project.migrator()) {
                failed(migrator, OnFailure.STOP);
            }
            project.write("V1__half", "ALTER TABLE t ADD COLUMN something_else int;");
            try (Migrator migrator = project.migrator()) {
                assertThat(failed(migrator, OnFailure.ROLL_BACK).code()).isEqualTo("DBM-6012");
                assertThat(migrator.overview().inFlight()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsOwnCheckTakesItBackAlthoughItIsApplied(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            List<String> before = place.ask(ROWS);
            Project project = place.project(Gates.OPEN);
            project.write("V1__first", "ALTER TABLE other ADD COLUMN mail varchar(40);");
            project.write("V2__customers", """
                    -- db-migrations: check "no order without a customer" expect-zero SELECT count(*) FROM t WHERE customer = 0
                    UPDATE t SET customer = CASE WHEN id = 7 THEN 0 ELSE customer + 1 END;
                    """);
            project.write("V3__later", "ALTER TABLE other ADD COLUMN more int;");
            try (Migrator migrator = project.migrator()) {
                MigrationException failure = failed(migrator, OnFailure.ROLL_BACK);
                assertThat(failure.code()).isEqualTo("DBM-6025");
                assertThat(failure.toText()).contains("V2 was taken back").doesNotContain("is applied");
                assertThat(migrator.overview().applied())
                        .extracting(a -> a.id().version())
                        .containsExactly("1");
                assertThat(migrator.pending(Until.THE_END)).hasSize(2);
            }
            assertThat(place.ask(ROWS)).isEqualTo(before);
        }
    }

    /** Clients have written since what its check does not allow; it is not taken back behind their backs. */
    @ParameterizedTest
    @EnumSource
    void whatAnEarlierCallHasAppliedStays(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            Project project = place.project(Gates.CLOSED);
            project.write(
                    "V1__wider",
                    "-- db-migrations: strategy=blue-green\n"
                            + "-- db-migrations: check after \"nobody is free\" expect-zero SELECT id FROM t WHERE customer = 0\n"
                            + (server == OneOfEach.POSTGRESQL
                                    ? "ALTER TABLE t ALTER COLUMN customer TYPE bigint;"
                                    : "ALTER TABLE t MODIFY customer bigint NOT NULL;"));
            try (Migrator migrator = project.migrator()) {
                migrator.up(Until.THE_END, RunListener.SILENT);
                migrator.complete(Optional.empty(), RunListener.SILENT);
                place.run("UPDATE t SET customer = 0 WHERE id = 3");
                assertThat(failed(migrator, OnFailure.ROLL_BACK).code()).isEqualTo("DBM-6025");
                assertThat(migrator.overview().applied()).hasSize(1);
            }
            assertThat(place.ask("SELECT data_type FROM information_schema.columns WHERE table_name = 't'"
                            + " AND column_name = 'customer'"))
                    .containsExactly("bigint");
        }
    }

    /** What has no way back stays where it is, and the failure says so beside its own reason. */
    @ParameterizedTest
    @EnumSource
    void whatHasNoWayBackStaysAndSaysWhy(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            place.run("INSERT INTO other VALUES (1, 1)");
            Project project = place.project(Gates.OPEN);
            project.write("V1__gone", """
                    INSERT INTO other SELECT id + 1, customer FROM other;
                    UPDATE t SET customer = customer + 1;
                    ALTER TABLE t ADD CONSTRAINT few CHECK (customer < 501);
                    """);
            try (Migrator migrator = project.migrator()) {
                MigrationException failure = failed(migrator, OnFailure.ROLL_BACK);
                assertThat(failure.toText())
                        .contains("taken back no: V1 cannot be taken back from here")
                        .contains("cannot be undone");
                assertThat(migrator.overview().inFlight()).hasSize(1);
            }
        }
    }
}
