package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.embedded.testkit.DedicatedServer;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.PlanningOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever stands in the way for long is ended, where that is wanted; but not everybody. */
@ParameterizedClass
@EnumSource
class BlockersTest {

    enum Server {
        POSTGRESQL("LOCK TABLE users IN SHARE MODE", "on purpose"),
        MARIADB("LOCK TABLES users READ", "on purpose"),
        MYSQL("LOCK TABLES users READ", "on purpose");

        private final String lock;
        private final String reason;

        Server(String lock, String reason) {
            this.lock = lock;
            this.reason = reason;
        }

        DedicatedServer started() {
            return switch (this) {
                case POSTGRESQL -> TestPostgres.dedicated(18);
                case MARIADB ->
                    TestMariaDb.dedicated(
                            "11.4",
                            options -> options.withSetting("performance_schema", "ON")
                                    .withSetting("performance_schema_instrument", "wait/lock/metadata/sql/mdl=ON"));
                case MYSQL -> {
                    TestMySql.server("8.0").whyNotEmbedded().ifPresent(Assumptions::abort);
                    yield TestMySql.dedicated("8.0", options -> options.withSetting("performance_schema", "ON"));
                }
            };
        }
    }

    private final Server server;

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private TestDatabase database;

    BlockersTest(Server server) {
        this.server = server;
    }

    @BeforeEach
    void fill() throws Exception {
        DedicatedServer dedicated = server.started();
        opened.add(dedicated);
        database = dedicated.fresh();
        database.execute("CREATE TABLE users (id int NOT NULL PRIMARY KEY, n int)");
        database.execute("INSERT INTO users VALUES (1, 1), (2, 2)");
        Files.writeString(folder.resolve("V1__column.sql"), "ALTER TABLE users ADD COLUMN name varchar(10);");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private Migrator migrator(Optional<Duration> endBlockersAfter) {
        return Migrator.open(new Options(
                new Login(database.url(), "", () -> "", Map.of()),
                new Options.Files(List.of(folder), folder, Options.OutOfOrder.REFUSE),
                new PlanningOptions(
                        PlanningOptions.DEFAULT.small(),
                        PlanningOptions.Clients.MAY_BE_CONNECTED,
                        Duration.ofMillis(200)),
                new Options.Running(
                        Options.Gates.OPEN,
                        Duration.ofSeconds(4),
                        Options.Batches.DEFAULT,
                        Options.Accepted.NOTHING,
                        Optional.empty(),
                        endBlockersAfter)));
    }

    private RunListener listener() {
        return new RunListener() {
            @Override
            public void note(String text) {
                notes.add(text);
            }
        };
    }

    @Test
    void mustNotFail48_aTransactionThatStandsIdleInTheWayIsEndedWhereThatIsWanted() throws SQLException {
        try (Connection idle = database.connection();
                Statement statement = idle.createStatement();
                Migrator migrator = migrator(Optional.of(Duration.ofSeconds(1)))) {
            idle.setAutoCommit(false);
            statement.execute("UPDATE users SET n = 7 WHERE id = 1");
            assertThat(migrator.up(Until.THE_END, listener()).finished()).hasSize(1);
            assertThat(notes).anyMatch(note -> note.startsWith("ended ") && note.contains("users"));
            assertThatThrownBy(idle::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nobodyIsEndedUnlessThatIsWanted() throws SQLException {
        try (Connection idle = database.connection();
                Statement statement = idle.createStatement();
                Migrator migrator = migrator(Optional.empty())) {
            idle.setAutoCommit(false);
            statement.execute("UPDATE users SET n = 7 WHERE id = 1");
            MigrationException refused =
                    catchThrowableOfType(MigrationException.class, () -> migrator.up(Until.THE_END, listener()));
            assertThat(refused.code()).isEqualTo("DBM-2107");
            idle.commit();
        }
    }

    @Test
    void mustNotFail48_whoHasLockedATableOnPurposeIsLeftAlone() throws SQLException {
        try (Connection purposeful = database.connection();
                Statement statement = purposeful.createStatement();
                Migrator migrator = migrator(Optional.of(Duration.ofSeconds(1)))) {
            if (server == Server.POSTGRESQL) {
                purposeful.setAutoCommit(false);
            }
            statement.execute(server.lock);
            MigrationException refused =
                    catchThrowableOfType(MigrationException.class, () -> migrator.up(Until.THE_END, listener()));
            assertThat(refused.code()).isEqualTo("DBM-2107");
            assertThat(notes)
                    .filteredOn(note -> note.contains("is left alone"))
                    .hasSize(1)
                    .allMatch(note -> note.contains(server.reason));
            assertThat(statement.execute("SELECT n FROM users")).isTrue();
        }
    }
}
