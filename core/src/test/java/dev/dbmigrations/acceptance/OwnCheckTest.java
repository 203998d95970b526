package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The questions that a migration's author asks of the data. */
class OwnCheckTest {
    private static final String UPDATE = """
            -- db-migrations: check "no order without a customer" expect-zero
            --   SELECT count(*)
            --   FROM t WHERE customer = 0;
            -- and this is no part of it
            UPDATE t SET customer = CASE WHEN id = 7 THEN 0 ELSE customer + 1 END;
            """;
    private static final String RENAME = """
            -- db-migrations: check after "nobody is called m3" expect-zero SELECT id FROM t WHERE name = 'm3'
            ALTER TABLE t RENAME COLUMN mail TO name;
            """;

    @TempDir
    Path folder = Path.of("");

    private Place filled(OneOfEach server) {
        Place place = Place.on(server.server(), folder.resolve("migrations"));
        place.run(
                "CREATE TABLE t (id int NOT NULL PRIMARY KEY, customer int NOT NULL, mail varchar(40))",
                "INSERT INTO t SELECT n, n, concat('m', n) FROM (" + Numbers.upTo(500) + ") AS numbers",
                server.measured("t"));
        return place;
    }

    private static MigrationException failure(Runnable work) {
        MigrationException failure = catchThrowableOfType(MigrationException.class, work::run);
        assertThat(failure).isNotNull();
        assertThat(failure.exitCode()).isEqualTo(3);
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void whatAMigrationBreaksIsToldWithTheWayBackWhenItIsDone(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            Project project = place.project(Gates.OPEN);
            project.write("V1__customers", UPDATE);
            try (Migrator migrator = project.migrator()) {
                MigrationException told = failure(() -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(told.code()).isEqualTo("DBM-6025");
                assertThat(told.toText())
                        .contains("1 × row against \"no order without a customer\"")
                        .contains("V1 is applied")
                        .contains("db-migrations down");
                assertThat(migrator.overview().applied()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotSoBeforeStopsTheRunBeforeItsFirstStep(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            place.run("UPDATE t SET customer = 0 WHERE id IN (3, 5)");
            Project project = place.project(Gates.OPEN);
            project.write("V1__customers", UPDATE);
            try (Migrator migrator = project.migrator()) {
                MigrationException told = failure(() -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(told.code()).isEqualTo("DBM-6021");
                assertThat(told.toText()).contains("2 × row against").contains("FROM t WHERE customer = 0");
            }
            assertThat(place.ask("SELECT count(*) FROM t WHERE customer = id")).containsExactly("498");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noGateOpensAndNothingGoesWhileTheRowsAreNotAsTheyShouldBe(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            Project project = place.project(Gates.CLOSED);
            project.write("V1__name", RENAME);
            try (Migrator migrator = project.migrator()) {
                MigrationException told = failure(() -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(told.code()).isEqualTo("DBM-6025");
                assertThat(told.toText()).contains("for example 3").contains("nothing was contracted");
                assertThat(place.ask("SELECT mail FROM t WHERE id = 3")).containsExactly("m3");
                place.run("UPDATE t SET mail = 'other' WHERE id = 3");
                assertThat(migrator.up(Until.THE_END, RunListener.SILENT).waiting())
                        .isPresent();
                migrator.complete(Optional.empty(), RunListener.SILENT);
                assertThat(place.ask("SELECT name FROM t WHERE id = 3")).containsExactly("other");
                assertThat(migrator.overview().applied()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatItsOwnCheckHasStoppedIsTakenBack(OneOfEach server) throws Exception {
        try (Place place = filled(server)) {
            Project project = place.project(Gates.CLOSED);
            project.write("V1__name", RENAME);
            List<String> before = place.ask("SELECT * FROM t ORDER BY id");
            try (Migrator migrator = project.migrator()) {
                failure(() -> migrator.up(Until.THE_END, RunListener.SILENT));
                migrator.down(Back.ONE, RunListener.SILENT);
                assertThat(migrator.overview().inFlight()).isEmpty();
            }
            assertThat(place.ask("SELECT * FROM t ORDER BY id")).isEqualTo(before);
        }
    }
}
