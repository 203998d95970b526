package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and rows that are not as they should be, each with what is told about it and the exit code. */
class BadInputTest {
    private static final String CONFIGURATION = """
            [env.dev]
            url = "${DATABASE_URL}"
            gates = "open"
            small-table-rows = 100
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
                INSERT INTO users SELECT n, 'user' || n || '@example.org' FROM generate_series(1, 2000) AS n;
                CREATE TABLE orders (id int PRIMARY KEY, user_id int);
                INSERT INTO orders SELECT n, n FROM generate_series(1, 2000) AS n;
                ANALYZE
                """);
        project = Project.in(folder, CONFIGURATION);
        shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    private void fails(int exit, String... command) {
        Shell.Done done = shell.run(command);
        assertThat(done.exitCode()).as(done.all()).isEqualTo(exit);
        FiveFacts.areIn(done.all());
    }

    private void works(String... command) {
        Shell.Done done = shell.run(command);
        assertThat(done.exitCode()).as(done.all()).isZero();
    }

    private void holds(String name) {
        Golden.holds("bad-input/" + name, shell.transcript());
    }

    @Test
    void aSyntaxErrorIsPointedAt() {
        project.migration("V1__a", "CREATE TABLE a (id int);\n\nALTER TABLE a\n    ADD COLUM b int;");
        fails(3, "up");
        fails(3, "validate");
        works("status");
        holds("syntax-error");
    }

    @Test
    void aTableThatIsNotThereIsNamedBeforeItsMigrationRuns() {
        project.migration("V1__a", "CREATE TABLE a (id int);")
                .migration("V2__b", "ALTER TABLE userz ADD COLUMN age int;");
        fails(3, "validate");
        fails(3, "up");
        works("status");
        holds("unknown-table");
    }

    @Test
    void aColumnThatIsNotThereIsNamedBeforeItsMigrationRuns() {
        project.migration("V1__a", "ALTER TABLE users ALTER COLUMN male SET NOT NULL;")
                .migration("V2__b", "ALTER TABLE users RENAME COLUMN male TO email;");
        fails(3, "validate");
        fails(3, "up");
        holds("unknown-column");
    }

    @Test
    void twoFilesOfOneVersionAreNotRun() {
        project.migration("V1__a", "CREATE TABLE a (id int);").migration("V1__b", "CREATE TABLE b (id int);");
        fails(3, "up");
        fails(3, "validate");
        holds("duplicate-version");
    }

    @Test
    void aFileWithABadNameIsNotPassedOver() {
        project.migration("V1__a", "CREATE TABLE a (id int);").migration("2_add b", "CREATE TABLE b (id int);");
        fails(3, "up");
        fails(3, "validate");
        holds("bad-name");
    }

    @Test
    void aChangeOfLayoutIsAWarningAndOneOfMeaningAnError() {
        project.migration("V1__a", "CREATE TABLE a (id int);");
        works("up");
        project.migration("V1__a", "-- the first\nCREATE TABLE a\n(\n    id int\n);");
        works("validate");
        works("up");
        project.migration("V1__a", "CREATE TABLE a (id bigint);");
        fails(3, "validate");
        fails(3, "up");
        holds("changed-file");
    }

    @Test
    void aLowerVersionThatComesLateIsRefusedRunOrPassedOver() {
        project.migration("V2__b", "CREATE TABLE b (id int);");
        works("up");
        project.migration("V1__a", "CREATE TABLE a (id int);");
        fails(3, "up");
        fails(3, "validate");
        works("up", "--out-of-order", "skip");
        works("up", "--out-of-order", "apply");
        works("status");
        holds("lower-version");
    }

    @Test
    void nullsAreCountedBeforeAColumnRefusesThem() throws SQLException {
        database.execute("UPDATE users SET mail = NULL WHERE id IN (7, 70, 700)");
        project.migration("V1__require_mail", "ALTER TABLE users ALTER COLUMN mail SET NOT NULL;");
        fails(3, "validate");
        fails(3, "up");
        works("status");
        holds("nulls");
    }

    @Test
    void whatASmallTableRefusesIsCountedBeforeToo() throws SQLException {
        database.execute("""
                CREATE TABLE teams (id int, name text);
                INSERT INTO teams VALUES (1, 'a'), (2, 'b'), (2, NULL);
                CREATE TABLE members (id int, team int REFERENCES users);
                INSERT INTO members VALUES (1, 1), (2, 900), (3, 1000)
                """);
        project.migration("V1__require_name", "ALTER TABLE teams ALTER COLUMN name SET NOT NULL;")
                .migration("V2__key", "ALTER TABLE teams ADD PRIMARY KEY (id);")
                .migration("V3__team", "ALTER TABLE members ADD FOREIGN KEY (team) REFERENCES orders (id);");
        database.execute("DELETE FROM orders WHERE id >= 900");
        fails(3, "validate");
        fails(3, "up");
        holds("small-tables");
    }

    @Test
    void duplicatesAreCountedBeforeAKeyRefusesThem() throws SQLException {
        database.execute("UPDATE users SET mail = 'twin@example.org' WHERE id IN (7, 70, 700)");
        project.migration("V1__unique_mail", "ALTER TABLE users ADD CONSTRAINT users_mail_key UNIQUE (mail);");
        fails(3, "validate");
        fails(3, "up");
        holds("duplicates");
    }

    @Test
    void orphansAreCountedBeforeAForeignKeyRefusesThem() throws SQLException {
        database.execute("DELETE FROM users WHERE id IN (7, 70, 700)");
        project.migration(
                "V1__owner",
                "ALTER TABLE orders ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users (id);");
        fails(3, "validate");
        fails(3, "up");
        holds("orphans");
    }

    @Test
    void whatCannotBeTakenBackIsSaidBeforeItRunsAndWhenItIsAsked() {
        project.migration("V1__more", "INSERT INTO orders (id, user_id) SELECT 0, 1;");
        fails(3, "up");
        works("up", "--allow-no-undo");
        fails(1, "down");
        holds("no-way-back");
    }

    @Test
    void whatIsNotKeptCannotBeBroughtBack() {
        project.migration("V1__less", "ALTER TABLE users DROP COLUMN mail;");
        fails(2, "snapshots", "restore", "V1");
        fails(2, "snapshots", "drop");
        works("up");
        fails(2, "snapshots", "drop", "V2");
        works("snapshots", "list");
        holds("no-snapshot");
    }

    @Test
    void aFileThatIsNotUtf8IsNotGuessed() throws IOException {
        project.migration("V1__a", "CREATE TABLE a (id int);");
        byte[] latin =
                "CREATE TABLE b (id int);\nCOMMENT ON TABLE b IS 'Bäume';\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("migrations/V2__b.sql"), latin);
        fails(3, "up");
        holds("not-utf8");
    }

    @Test
    void marksOfEncodingAndForeignLineEndsDoNoHarm() {
        project.write("migrations/V1__a.sql", "\uFEFFCREATE TABLE a (id int);\r\nCREATE TABLE b (id int);\r\n")
                .write("migrations/V2__c.sql", "CREATE TABLE c (id int);\r\n");
        works("up");
        project.write("migrations/V1__a.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n");
        works("validate");
        works("up");
        holds("byte-order-mark");
    }

    @Test
    void aFolderWithoutMigrationsIsSaidToBeOne() throws IOException {
        fails(2, "up");
        Files.createDirectory(folder.resolve("migrations"));
        fails(2, "up");
        holds("empty-folder");
    }
}
