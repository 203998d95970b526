package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.embedded.testkit.DedicatedServer;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TransactionPooler;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that cannot be worked on, each with what is told about it and the exit code. */
class RefusedServerTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void startProject() {
        Project.in(folder, "[env.dev]\nurl = \"${DATABASE_URL}\"\n")
                .migration("V1__a", "CREATE TABLE a (id int PRIMARY KEY);");
        shell = new Shell(folder);
    }

    private void fails(int exit, String... command) {
        Shell.Done done = shell.run(command);
        assertThat(done.exitCode()).as(done.all()).isEqualTo(exit);
        FiveFacts.areIn(done.all());
    }

    private void holds(String name) {
        Golden.holds("bad-input/" + name, shell.transcript());
    }

    private static String as(TestDatabase database, String login) {
        return database.url()
                .replaceFirst("jdbc:", "")
                .replaceFirst("//", "//" + login + "@")
                .replaceFirst("\\?.*", "");
    }

    @Test
    void noServerAnswers() {
        shell.with("DATABASE_URL", "postgres://ann:s3cret@127.0.0.1:1/app");
        fails(8, "up");
        holds("no-connection");
        assertThat(shell.transcript()).doesNotContain("s3cret");
    }

    @Test
    void aWrongPasswordIsNotShown() throws SQLException {
        try (DedicatedServer server = TestPostgres.dedicated(18);
                TestDatabase database = server.fresh()) {
            database.execute("""
                    CREATE ROLE ann LOGIN PASSWORD 'right';
                    DO $$ BEGIN EXECUTE format('COPY (VALUES (%L), (%L)) TO %L', 'host all ann 127.0.0.1/32 scram-sha-256',
                        'host all postgres 127.0.0.1/32 trust', current_setting('hba_file')); END $$;
                    SELECT pg_reload_conf()
                    """);
            shell.with("DATABASE_URL", as(database, "ann:s3cret"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shell.run("status").exitCode() == 8);
            shell = new Shell(folder).with("DATABASE_URL", as(database, "ann:s3cret"));
            fails(8, "up");
            holds("wrong-password");
            assertThat(shell.transcript()).doesNotContain("s3cret");
            shell.with("DATABASE_URL", as(database, "ann")).typing("right\n");
            assertThat(shell.run("status", "--password-stdin").exitCode()).isZero();
        }
    }

    @Test
    void aPrivilegeThatIsMissingIsNamed() throws SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            String role = "ann_" + database.name();
            database.execute("CREATE ROLE " + role + " LOGIN; CREATE TABLE things (id int PRIMARY KEY)");
            shell.with("DATABASE_URL", as(database, role));
            fails(1, "up");
            database.execute("GRANT CREATE ON SCHEMA public TO " + role);
            Project project = new Project(folder);
            project.migration("V2__b", "ALTER TABLE things ADD COLUMN size int;");
            fails(1, "up");
            Golden.holds("bad-input/missing-privilege", shell.transcript().replace(role, "ann"));
            database.execute("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
        }
    }

    @Test
    void aServerThatOnlyAnswersQuestionsIsNotAskedForMore() throws SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
            shell.with("DATABASE_URL", database.url());
            fails(3, "validate");
            fails(8, "up");
            holds("read-only");
        }
    }

    @Test
    void aPoolerInTransactionModeIsNotTrusted() throws SQLException, IOException {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                TransactionPooler pooler =
                        new TransactionPooler(TestPostgres.server(18).port())) {
            shell.with(
                    "DATABASE_URL",
                    "postgres://postgres@127.0.0.1:" + pooler.port() + "/" + database.name() + "?sslmode=disable");
            fails(8, "up");
            holds("pooler");
        }
    }

    @Test
    void aSecondRunnerIsToldWhoTheFirstIs() throws Exception {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            database.execute("CREATE TABLE things (id int PRIMARY KEY)");
            new Project(folder).migration("V1__a", "ALTER TABLE things ADD COLUMN size int;");
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE things IN ACCESS SHARE MODE");
            shell.with("DATABASE_URL", database.url()).with("DB_MIGRATIONS_LOCK_RETRIES", "1s");
            Shell first =
                    new Shell(folder).with("DATABASE_URL", database.url()).with("DB_MIGRATIONS_LOCK_RETRIES", "2m");
            CompletableFuture<Shell.Done> running = CompletableFuture.supplyAsync(() -> first.run("up"));
            await().atMost(Duration.ofSeconds(30)).until(() -> isHeld(database));
            fails(6, "up");
            connection.rollback();
            assertThat(running.get().exitCode()).isZero();
            holds("two-runners");
        }
    }

    private static boolean isHeld(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
