package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.ClientPrograms;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code backup = "dump"}: the vendor's own program writes the database into a file before anything changes. */
class DumpTest {
    @TempDir
    Path folder;

    /** A server (an old one, for a program refuses what is newer than itself), its programs, the one that dumps, and what shows that it has. */
    static Stream<Arguments> servers() {
        Stream<Arguments> known = Stream.of(
                Arguments.of(TestPostgres.server(14), ClientPrograms.postgres(), "pg_dump", "PGDMP"),
                Arguments.of(
                        TestMariaDb.server("11.4"), ClientPrograms.mariaDb(), "mariadb-dump", "CREATE TABLE `users`"));
        TestServer mySql = TestMySql.server("8.0");
        return mySql.whyAbsent().isPresent()
                ? known
                : Stream.concat(
                        known,
                        Stream.of(Arguments.of(mySql, ClientPrograms.mySql(), "mysqldump", "CREATE TABLE `users`")));
    }

    private Shell shell(TestDatabase database, String path) {
        Project.in(folder, "backup = \"dump\"\n[env.dev]\nurl = \"${DATABASE_URL}\"\n");
        return new Shell(folder).with("DATABASE_URL", database.url()).with("PATH", path);
    }

    private static String path(ClientPrograms programs) {
        Path found = programs.folder().orElse(null);
        Assumptions.assumeTrue(found != null, programs.reason());
        return found + ":" + System.getenv("PATH");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theDatabaseIsInAFileBeforeTheFirstStep(TestServer server, ClientPrograms programs, String program, String mark)
            throws Exception {
        try (TestDatabase database = server.fresh()) {
            database.execute("CREATE TABLE users (id int PRIMARY KEY, mail varchar(50))");
            Shell shell = shell(database, path(programs));
            new Project(folder).migration("V1__notes", "CREATE TABLE notes (id int PRIMARY KEY);");
            Shell.Done done = shell.run("up", "--env", "dev");
            assertThat(done.exitCode()).as(done.out()).isZero();
            Path dump = dumps().getFirst();
            assertThat(done.out()).contains("dumped to .db-migrations/backups/" + dump.getFileName(), program + ")");
            assertThat(new String(Files.readAllBytes(dump), StandardCharsets.ISO_8859_1))
                    .contains(mark)
                    .doesNotContain("CREATE TABLE `notes`");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
                    .isEqualTo("rw-------");
            assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
            assertThat(dumps()).as("nothing was pending").hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void withoutTheProgramNothingIsChanged(TestServer server, ClientPrograms programs, String program, String mark)
            throws Exception {
        try (TestDatabase database = server.fresh()) {
            Shell shell = shell(database, folder.toString());
            new Project(folder).migration("V1__notes", "CREATE TABLE notes (id int PRIMARY KEY);");
            Shell.Done done = shell.run("up", "--env", "dev");
            assertThat(done.exitCode()).isEqualTo(2);
            assertThat(done.out()).contains("DBM-7401  no dump can be taken: there is no ", program);
            database.execute("CREATE TABLE schema_migrations (id int)");
            Golden.holds("up-without-" + program, shell.transcript());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aProgramThatFailsOrStopsHalfWayKeepsEverythingAsItIs(
            TestServer server, ClientPrograms programs, String program, String mark) throws Exception {
        try (TestDatabase database = server.fresh()) {
            Shell shell = shell(database, folder.toString());
            new Project(folder).migration("V1__notes", "CREATE TABLE notes (id int PRIMARY KEY);");
            script(program, "[ $1 = --version ] || { echo 'no room' >&2; exit 3; }");
            Shell.Done failed = shell.run("up", "--env", "dev");
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.out())
                    .contains("DBM-7402  no dump was taken: " + program + " failed", "exit status 3", "no room");
            script(program, "exit 0");
            Shell.Done cut = shell.run("up", "--env", "dev");
            assertThat(cut.exitCode()).isEqualTo(1);
            assertThat(cut.out()).contains("what it has written (0 bytes) is not whole");
            assertThat(dumps()).isEmpty();
            database.execute("CREATE TABLE notes (id int)");
        }
    }

    private void script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<Path> dumps() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".db-migrations/backups"))) {
            return files.toList();
        }
    }
}
