package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunListener;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table that somebody has to himself cannot even be looked at. */
class LockedTableTest {

    enum Server {
        POSTGRESQL("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE", "ROLLBACK", "held by pid"),
        /** Who has a table by LOCK TABLES is shown to nobody without a plugin. */
        MARIADB("LOCK TABLES users WRITE", "UNLOCK TABLES", "held by nobody any more, or nobody we may see");

        private final String lock;
        private final String unlock;
        private final String holder;

        Server(String lock, String unlock, String holder) {
            this.lock = lock;
            this.unlock = unlock;
            this.holder = holder;
        }

        TestDatabase filled() throws SQLException {
            TestDatabase database = switch (this) {
                case POSTGRESQL -> TestPostgres.server(18).fresh();
                case MARIADB -> TestMariaDb.server("10.11").fresh();
            };
            database.execute("CREATE TABLE users (id int NOT NULL PRIMARY KEY, name varchar(20) DEFAULT 'nobody')");
            database.execute("CREATE INDEX users_name ON users (name)");
            database.execute("INSERT INTO users (id) VALUES (1), (2)");
            return database;
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void itIsWaitedForAndPlannedWhenItIsFree(Server server) throws Exception {
        try (TestDatabase database = server.filled();
                Connection connection = database.connection();
                Statement holder = connection.createStatement();
                Migrator migrator = project(database).migrator(Duration.ofMinutes(5))) {
            holder.execute(server.lock);
            List<String> notes = new ArrayList<>();
            RunListener releasing = new RunListener() {
                @Override
                public void note(String text) {
                    notes.add(text);
                    run(holder, server.unlock);
                }
            };
            assertThat(migrator.up(Until.THE_END, releasing).pending()).isZero();
            // Planning and recording what is there look at the same time.
            assertThat(notes).isNotEmpty().allMatch(n -> n.startsWith("waiting to look at a table"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasItIsNamedWhenPatienceIsUsedUp(Server server) throws Exception {
        try (TestDatabase database = server.filled();
                Connection connection = database.connection();
                Statement holder = connection.createStatement();
                Migrator migrator = project(database).migrator(Duration.ofMillis(1))) {
            holder.execute(server.lock);
            MigrationException failure = catchThrowableOfType(
                    MigrationException.class, () -> migrator.up(Until.THE_END, RunListener.SILENT));
            assertThat(failure.toText())
                    .startsWith("DBM-8105  somebody is changing a table that must be looked at: no lock in one attempt")
                    .contains(server.holder)
                    .contains("the same command again");
            assertThat(failure.exitCode()).isEqualTo(6);
            holder.execute(server.unlock);
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).pending()).isZero();
        }
    }

    private Project project(TestDatabase database) throws Exception {
        Project project = new Project(database.url(), folder, Options.Gates.OPEN);
        project.write("V1__shorter", "ALTER TABLE users ADD COLUMN age int;");
        return project;
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }
}
