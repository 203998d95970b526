package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done while clients write is refused before anything is changed, and done where the author wants it so. */
class MySqlRefusalTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE things MODIFY id bigint NOT NULL AUTO_INCREMENT|primary key",
                "ALTER TABLE things MODIFY size bigint|computed from",
                "ALTER TABLE coloured MODIFY n bigint|without a key",
                "UPDATE coloured SET n = n + 1|no unique key",
                "ALTER TABLE things RENAME COLUMN twice TO doubled|computed",
                "ALTER TABLE things RENAME COLUMN parent TO mother|cascade",
                "ALTER TABLE things RENAME COLUMN label TO title|view",
                "ALTER TABLE things MODIFY checked bigint|things_checked",
                "ALTER TABLE things ADD CONSTRAINT positive CHECK (checked > 0)|rewrites",
            })
    void whatWouldBlockIsRefusedAndNothingIsChanged(String sql, String because) throws Exception {
        try (TestDatabase database = filled()) {
            String before = shape(database, "things");
            Project project = new Project(database.url(), folder, Options.Gates.OPEN);
            project.write("V1__change", sql + ";");
            try (Migrator migrator = project.migrator()) {
                MigrationException refused = catchThrowableOfType(
                        MigrationException.class, () -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(refused).as(sql).isNotNull();
                assertThat(refused.toText()).contains(because);
            }
            assertThat(shape(database, "things")).isEqualTo(before);
        }
    }

    /** MySQL says so only when it comes to the statement, and the one before it would stand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE sums RENAME COLUMN checked TO proved|check sums_checked uses",
                "ALTER TABLE sums CHANGE checked proved int|check sums_checked uses",
                "ALTER TABLE sums RENAME COLUMN size TO extent|column twice uses",
                "ALTER TABLE sums RENAME COLUMN label TO title|index sums_lower uses",
                "ALTER TABLE sums MODIFY label varchar(500)|index sums_lower uses",
            })
    void whatMySqlWouldNotRenameIsRefusedBeforeTheFirstStep(String sql, String because) throws Exception {
        TestMySql server = TestMySql.server("8.0");
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase database = server.fresh()) {
            database.execute(
                    "CREATE TABLE sums (id int NOT NULL PRIMARY KEY, size int, twice int AS (size * 2) VIRTUAL,"
                            + " label varchar(20), checked int, CONSTRAINT sums_checked CHECK (checked >= 0),"
                            + " KEY sums_lower ((lower(label))))");
            database.execute("INSERT INTO sums (id, size, label, checked) SELECT n, n, 'l', n FROM ("
                    + Numbers.upTo(2_000) + ") AS numbers");
            Project project = new Project(database.url(), folder, Options.Gates.OPEN);
            project.write("V1__change", "ALTER TABLE sums ADD COLUMN more int;\n" + sql + ";");
            try (Migrator migrator = project.migrator()) {
                MigrationException refused = catchThrowableOfType(
                        MigrationException.class, () -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(refused).as(sql).isNotNull();
                assertThat(refused.toText()).contains(because);
            }
            assertThat(shape(database, "sums")).doesNotContain("more", "db_migrations");
        }
    }

    @Test
    void whatTheAuthorWantsDirectlyIsDoneAsWritten() throws Exception {
        try (TestDatabase database = filled()) {
            Project project = new Project(database.url(), folder, Options.Gates.OPEN);
            project.write("V1__change", """
                    -- db-migrations: strategy=direct
                    ALTER TABLE things MODIFY id bigint NOT NULL AUTO_INCREMENT;
                    """);
            try (Migrator migrator = project.migrator()) {
                assertThat(migrator.up(Until.THE_END, RunListener.SILENT).pending())
                        .isZero();
            }
            assertThat(shape(database, "things")).contains("`id` bigint(20) NOT NULL AUTO_INCREMENT");
        }
    }

    private static TestDatabase filled() throws Exception {
        TestDatabase database = TestMariaDb.server("10.11").fresh();
        database.execute("CREATE TABLE parents (id int NOT NULL PRIMARY KEY)");
        database.execute("CREATE TABLE things (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, size int,"
                + " twice int AS (size * 2) VIRTUAL, label varchar(20) NOT NULL, checked int, parent int,"
                + " CONSTRAINT things_checked CHECK (checked >= 0),"
                + " CONSTRAINT things_parent FOREIGN KEY (parent) REFERENCES parents (id) ON UPDATE CASCADE)");
        database.execute("CREATE TABLE coloured (colour enum('red', 'green', 'blue') NOT NULL, k int NOT NULL, n int,"
                + " PRIMARY KEY (colour, k))");
        database.execute("INSERT INTO coloured SELECT 1 + seq % 3, seq, seq FROM seq_1_to_2000");
        database.execute("CREATE VIEW labels AS SELECT id, label FROM things");
        database.execute("INSERT INTO things (size, label, checked) SELECT seq, 'l', seq FROM seq_1_to_2000");
        return database;
    }

    private static String shape(TestDatabase database, String table) throws Exception {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SHOW CREATE TABLE " + table)) {
            row.next();
            return row.getString(2);
        }
    }
}
