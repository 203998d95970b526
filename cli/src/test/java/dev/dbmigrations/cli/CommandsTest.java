package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every command prints on a server with a table of some size, once from beginning to end. */
class CommandsTest {
    private static final String CONFIGURATION = """
            small-table-rows = 100

            [env.dev]
            url = "${DATABASE_URL}"

            [env.open]
            url = "${DATABASE_URL}"
            gates = "open"

            [env.production]
            url = "${DATABASE_URL}"
            protected = true
            """;

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();
    private Project project;
    private Shell shell;

    @BeforeEach
    void startProject() throws SQLException {
        database.execute("""
                CREATE TABLE users (id int PRIMARY KEY, mail text);
                INSERT INTO users SELECT n, 'user' || n || '@example.org' FROM generate_series(1, 5000) AS n;
                ANALYZE users
                """);
        project = Project.in(folder, CONFIGURATION)
                .migration("V1__create_notes", "CREATE TABLE notes (id int PRIMARY KEY, text text);")
                .migration("V2__rename_mail_to_email_in_users", "ALTER TABLE users RENAME COLUMN mail TO email;");
        shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void aMigrationIsRunUpToItsGateAndCompletedLater() {
        assertThat(shell.run("status", "--check", "--env", "dev").exitCode()).isEqualTo(4);
        assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
        assertThat(shell.run("status", "--check", "--env", "dev").exitCode()).isEqualTo(4);
        assertThat(shell.run("complete", "--env", "dev").exitCode()).isZero();
        assertThat(shell.run("status", "--check", "--env", "dev").exitCode()).isZero();
        assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
        Golden.holds("up-and-complete", shell.transcript());
    }

    @Test
    void aMigrationAtItsGateIsTakenBack() {
        shell.run("up", "--env", "dev");
        assertThat(shell.run("down", "--env", "dev").exitCode()).isZero();
        assertThat(shell.run("status", "--env", "dev").exitCode()).isZero();
        Golden.holds("down-in-flight", shell.transcript());
    }

    @Test
    void whatWasAppliedIsTakenBack() {
        shell.run("up", "--env", "open");
        assertThat(shell.run("down", "--env", "open", "--dry-run").exitCode()).isZero();
        assertThat(shell.run("down", "--env", "open").exitCode()).isZero();
        assertThat(shell.run("status", "--env", "open").out()).contains("1 applied, 1 pending");
        Golden.holds("down", shell.transcript());
    }

    @Test
    void whatIsTakenAwayIsShownBroughtBackAndDropped() throws SQLException {
        // What the server does by itself meanwhile would show.
        database.execute("CREATE TABLE gone (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false)");
        database.execute("INSERT INTO gone SELECT n, 'note ' || n FROM generate_series(1, 200) AS n");
        project.migration("V2__rename_mail_to_email_in_users", "ALTER TABLE gone DROP COLUMN note;")
                .migration("V3__shout", "UPDATE users SET mail = upper(mail) WHERE id <= 150;");
        assertThat(shell.run("up", "--env", "open").exitCode()).isZero();
        assertThat(shell.run("snapshots", "list", "--env", "open").exitCode()).isZero();
        assertThat(shell.run("snapshots", "restore", "V2", "--env", "open").exitCode())
                .isZero();
        database.execute("UPDATE users SET mail = 'mine' WHERE id = 1");
        assertThat(shell.run("down", "--env", "open").exitCode()).isZero();
        assertThat(shell.run("snapshots", "drop", "--all", "--env", "open").exitCode())
                .isZero();
        assertThat(shell.run("snapshots", "list", "--env", "open").out()).contains("nothing is kept");
        Golden.holds("snapshots", shell.transcript());
    }

    @Test
    void aMigrationThatFailsIsTakenBackForThoseWhoWantThat() {
        project.migration(
                "V2__rename_mail_to_email_in_users",
                "UPDATE users SET mail = upper(mail);\nALTER TABLE users ADD CONSTRAINT far CHECK (id < 4000);");
        assertThat(shell.run("up", "--env", "open", "--on-failure", "rollback").exitCode())
                .isNotZero();
        assertThat(shell.run("status", "--env", "open").out()).contains("1 applied, 1 pending");
        Golden.holds("rolled-back", shell.transcript());
    }

    @Test
    void plansAndAnalysesSayWhatWouldBeDone() {
        assertThat(shell.run("analyze", "--env", "dev").exitCode()).isEqualTo(3);
        assertThat(shell.run("analyze", "V2", "--env", "dev", "--fail-on", "never")
                        .exitCode())
                .isZero();
        assertThat(shell.run("plan", "migrations/V2__rename_mail_to_email_in_users.sql", "--env", "dev")
                        .exitCode())
                .isZero();
        assertThat(shell.run("up", "--dry-run", "--env", "dev").exitCode()).isZero();
        Golden.holds("plan-and-analyze", shell.transcript());
    }

    @Test
    void aReviewedPlanIsWrittenBesideItsMigration() {
        assertThat(shell.run("plan", "--write", "V2", "--env", "dev").exitCode())
                .isZero();
        String plan = project.read("migrations/V2__rename_mail_to_email_in_users.plan.sql");
        assertThat(plan).contains("-- strategy    expand-contract");
        assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
    }

    @Test
    void aPlanThatIsNotTheReviewedOneIsNotRun() {
        shell.run("plan", "--write", "V2", "--env", "dev");
        String file = "migrations/V2__rename_mail_to_email_in_users.plan.sql";
        project.write(file, project.read(file).replace("ALTER TABLE", "DROP TABLE"));
        assertThat(shell.run("up", "--env", "dev").exitCode()).isEqualTo(3);
        assertThat(shell.run("up", "--env", "dev", "--replan").exitCode()).isZero();
    }

    @Test
    void aProtectedEnvironmentIsChangedOnlyWhenItIsNamed() {
        assertThat(shell.run("up", "--env", "production").exitCode()).isEqualTo(2);
        assertThat(shell.run("up", "--env", "production", "--confirm", "dev").exitCode())
                .isEqualTo(2);
        assertThat(shell.run("status", "--env", "production").exitCode()).isZero();
        Golden.holds("protected", shell.transcript());
        assertThat(shell.run("up", "--env", "production", "--confirm", "production")
                        .exitCode())
                .isZero();
    }

    @Test
    void validationFindsWhatWouldStandInTheWay() throws SQLException {
        database.execute("""
                CREATE TABLE people (id int PRIMARY KEY, name text);
                INSERT INTO people SELECT n, nullif(n, 7)::text FROM generate_series(1, 5000) AS n;
                ANALYZE people
                """);
        project.migration("V3__require_name", "ALTER TABLE people ALTER COLUMN name SET NOT NULL;");
        assertThat(shell.run("validate", "--env", "production").exitCode()).isEqualTo(3);
        database.execute("UPDATE people SET name = 'Ann' WHERE id = 7");
        project.migration("V4__require_text", "ALTER TABLE notes ALTER COLUMN text SET NOT NULL;");
        assertThat(shell.run("validate", "--env", "production").exitCode()).isZero();
        Golden.holds("validate", shell.transcript());
    }

    @Test
    void aChangedFileIsFound() {
        shell.run("up", "--env", "open");
        project.migration("V1__create_notes", "CREATE TABLE notes (id int PRIMARY KEY);");
        assertThat(shell.run("validate", "--env", "dev").exitCode()).isIn(3, 5);
        assertThat(shell.run("up", "--env", "open").exitCode()).isNotZero();
        Golden.holds("changed-file", shell.transcript());
    }

    @Test
    void wishesReachNobodyWhenNothingIsInFlight() {
        assertThat(shell.run("pause", "--env", "dev").exitCode()).isEqualTo(1);
        assertThat(shell.run("resume", "--env", "dev").exitCode()).isEqualTo(1);
        assertThat(shell.run("abort", "--env", "dev").exitCode()).isEqualTo(1);
        assertThat(shell.run("complete", "--env", "dev").exitCode()).isEqualTo(1);
        shell.run("up", "--env", "dev");
        assertThat(shell.run("pause", "--env", "dev", "--reason", "lunch").exitCode())
                .isZero();
        assertThat(shell.run("resume", "--env", "dev").exitCode()).isZero();
        Golden.holds("wishes", shell.transcript());
    }

    @Test
    void aStatementThatFailsIsToldInFiveFacts() {
        project.migration("V3__broken", "INSERT INTO notes SELECT 1, text FROM (VALUES ('a'), ('b')) AS given (text);");
        assertThat(shell.run("up", "--env", "open").exitCode()).isEqualTo(3);
        assertThat(shell.run("up", "--env", "open", "--allow-no-undo").exitCode())
                .isEqualTo(1);
        Golden.holds("failure", shell.transcript());
    }

    @Test
    void whatIsSetIsExplained() {
        assertThat(shell.run("config", "explain", "--env", "production").exitCode())
                .isZero();
        assertThat(shell.transcript()).contains("lock-timeout").contains("db-migrations.toml:11");
    }
}
