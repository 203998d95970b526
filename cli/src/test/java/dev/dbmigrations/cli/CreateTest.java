package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateTest {
    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();

    private Shell shell() {
        return new Shell(folder).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void theFiveFormsWorkLetterByLetter() {
        Project.in(folder, """
                [env.dev]
                url = "${DATABASE_URL}"
                [env.production]
                url = "${DATABASE_URL}"
                protected = true
                """);
        Shell shell = shell();
        assertThat(shell.run("create", "add_user_preferences_table").exitCode()).isZero();
        assertThat(shell.run("up").exitCode()).isZero();
        assertThat(shell.run("down").exitCode()).isZero();
        assertThat(shell.run("create", "rename_column", "--zero-downtime").exitCode())
                .isZero();
        write(".*rename_column.sql", "ALTER TABLE user_preferences RENAME COLUMN id TO number;\n");
        assertThat(shell.run("validate", "--env", "production").exitCode()).isZero();
        Golden.holds("five-forms", shell.transcript());
    }

    @Test
    void columnsBecomeSqlAndThePlanIsWrittenForReview() throws Exception {
        database.execute("CREATE TABLE users (id int PRIMARY KEY)");
        Shell shell = shell();
        assertThat(shell.run("create", "add_email_to_users", "email:varchar(255):unique", "--zero-downtime")
                        .exitCode())
                .isZero();
        assertThat(content(".*V\\d+__add_email_to_users.sql"))
                .startsWith("-- db-migrations: zero-downtime\n")
                .contains("varchar(255)");
        assertThat(content(".*add_email_to_users.plan.sql")).contains("-- strategy");
        assertThat(shell.run("up").exitCode()).isZero();
        Golden.holds("create", shell.transcript());
    }

    @Test
    void thePlanReviewedOnASmallDatabaseIsTheOneThatALargeOneNeeds() throws Exception {
        database.execute("CREATE TABLE users (id int PRIMARY KEY, email text)");
        Shell shell = shell();
        shell.run("create", "index_email_on_users", "--zero-downtime");
        assertThat(content(".*index_email_on_users.plan.sql")).contains("CREATE INDEX CONCURRENTLY");
        database.execute("INSERT INTO users SELECT n, n::text FROM generate_series(1, 20000) AS n; ANALYZE users");
        assertThat(shell.run("up").out()).contains("Strategy: online\nMigrations: 1 applied, 0 pending");
    }

    @Test
    void sqlComesFromTheCommandLineFromAFileOrFromAPipe() throws Exception {
        Files.writeString(folder.resolve("b.sql"), "CREATE TABLE b (id int)");
        Shell shell = shell();
        assertThat(shell.run("create", "a", "--sql", "CREATE TABLE a (id int)").exitCode())
                .isZero();
        assertThat(shell.run("create", "b", "--file", "b.sql").exitCode()).isZero();
        assertThat(shell.typing("CREATE TABLE c (id int);")
                        .run("create", "c", "-")
                        .exitCode())
                .isZero();
        assertThat(shell.typing("CREATE TABLE d (id int);")
                        .run("create", "d", "--file", "-")
                        .exitCode())
                .isZero();
        assertThat(shell.run("create", "e", "--file", "missing.sql").exitCode()).isEqualTo(2);
        assertThat(content(".*__c.sql")).isEqualTo("CREATE TABLE c (id int);\n");
        assertThat(shell.run("up").out()).contains("4 applied, 0 pending");
    }

    @Test
    void aStrategyIsWrittenIntoTheFile() throws Exception {
        shell().run("create", "a", "--sql", "CREATE TABLE a (id int)", "--strategy", "expand-contract");
        assertThat(content(".*__a.sql")).startsWith("-- db-migrations: strategy=expand-contract\n");
    }

    @Test
    void columnsForANameThatSaysNothingAreRefused() {
        Shell shell = shell();
        assertThat(shell.run("create", "tuesday", "a:int").exitCode()).isEqualTo(2);
        assertThat(folder.resolve("migrations")).doesNotExist();
    }

    private List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("migrations"))) {
            return files.filter(file -> file.toString().matches(pattern)).toList();
        }
    }

    private String content(String pattern) throws IOException {
        return Files.readString(files(pattern).getFirst());
    }

    private void write(String pattern, String text) {
        try {
            Files.writeString(files(pattern).getFirst(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
