package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Validation;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Plan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kinds of bad data, each among many good rows: all are found before anything is changed, counted exactly, shown by an example, and listed by
 * the query that the finding gives.
 */
class BadDataTest {
    private static final int ROWS = Integer.getInteger("acceptance.rows", 2_000);

    /** Above that many rows one kind stands for all, unless all are asked for: each takes half a minute. */
    private static final boolean ONE = ROWS > 100_000 && !"all".equals(System.getProperty("acceptance.kinds"));

    @TempDir
    Path folder = Path.of("");

    static List<BadData> onPostgres() {
        // Rows that must not overlap are asked about only where they are few.
        return ONE
                ? List.of(BadData.postgres().getFirst())
                : BadData.postgres().stream()
                        .filter(data -> ROWS <= 10_000 || !data.toString().equals("overlaps"))
                        .toList();
    }

    static List<BadData> onMariaDb() {
        return ONE ? List.of(MariaDbBadData.all().getFirst()) : MariaDbBadData.all();
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    void isFoundBeforeAnythingIsChangedOnPostgres(BadData data) throws Exception {
        isFound(TestPostgres.server(data.major()), data);
    }

    @ParameterizedTest
    @MethodSource("onMariaDb")
    void isFoundBeforeAnythingIsChangedOnMariaDb(BadData data) throws Exception {
        isFound(TestMariaDb.server("11.4"), data);
    }

    private void isFound(TestServer server, BadData data) throws Exception {
        try (Place place = Place.on(server, folder.resolve("migrations"))) {
            place.run(data.schema().toArray(String[]::new));
            place.run(data.rows(Numbers.upTo(ROWS)));
            place.run(data.spoilt().toArray(String[]::new));
            place.run(server.vendor().equals("postgresql") ? "ANALYZE" : "ANALYZE TABLE t");
            Project project = place.project(Gates.OPEN);
            project.write("V1__spoilt", data.migration());
            String shape = shape(place);
            List<String> sum = place.ask(data.sum());
            try (Migrator migrator = project.migrator()) {
                Plan plan = migrator.plan(migrator.pending(Until.THE_END)).getFirst();
                assertThat(listed(place, plan)).isEqualTo(new TreeSet<>(data.bad()));
                Validation validation = migrator.validate();
                assertThat(validation.problems())
                        .anyMatch(p -> p.failure().what().startsWith(data.count() + " × "));
                Instant start = Instant.now();
                MigrationException failure = catchThrowableOfType(
                        MigrationException.class, () -> migrator.up(Until.THE_END, RunListener.SILENT));
                System.out.printf(
                        "%s: refused after %d ms, %,d rows%n",
                        data, Duration.between(start, Instant.now()).toMillis(), ROWS);
                assertThat(failure).isNotNull();
                assertThat(failure.code()).isEqualTo("DBM-6021");
                assertThat(failure.exitCode()).isEqualTo(3);
                assertThat(failure.toText())
                        .contains("found   " + data.count() + " × ")
                        .contains(data.example())
                        .contains("nothing was changed");
                assertThat(migrator.overview().inFlight()).isEmpty();
            }
            place.run("DROP TABLE IF EXISTS schema_migrations, db_migrations_journal, db_migrations_runner");
            assertThat(shape(place)).isEqualTo(shape);
            assertThat(place.ask(data.sum())).isEqualTo(sum);
        }
    }

    /** The server compares them by the index that it builds. */
    @ParameterizedTest
    @CsvSource({"'v WITH &&', 0", "'v WITH =, v WITH &&', 1"})
    void manyRowsAreNotComparedEachWithEveryOther(String parts, int checks) throws Exception {
        try (Place place = Place.on(TestPostgres.server(18), folder.resolve("migrations"))) {
            place.run(
                    "CREATE TABLE t (id int PRIMARY KEY, v int4range)",
                    "INSERT INTO t SELECT n, int4range(n, n + 1) FROM generate_series(1, 10100) n",
                    "ANALYZE");
            Project project = place.project(Gates.OPEN);
            project.write(
                    "V1__apart",
                    "-- db-migrations: strategy=direct\nALTER TABLE t ADD CONSTRAINT apart EXCLUDE USING gist (" + parts
                            + ");");
            try (Migrator migrator = project.migrator()) {
                Plan plan = migrator.plan(migrator.pending(Until.THE_END)).getFirst();
                assertThat(plan.checks()).hasSize(checks);
            }
        }
    }

    private static String shape(Place place) {
        return place.database().catalog().fingerprint(place.database().catalog().readAll());
    }

    /** The ids of all rows that the plan's own queries list. */
    private static Set<Integer> listed(Place place, Plan plan) throws SQLException {
        Set<Integer> ids = new TreeSet<>();
        try (Connection connection = place.scratch().connection();
                Statement statement = connection.createStatement()) {
            for (DataCheck check : plan.checks()) {
                for (String sql : check.manner().preparation()) {
                    statement.execute(sql);
                }
                assertThat(check.listing()).endsWith(check.listSql());
                try (ResultSet row = statement.executeQuery(check.listSql())) {
                    while (row.next()) {
                        ids.add(row.getInt("id"));
                    }
                }
            }
        }
        return ids;
    }
}
