package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.ClientPrograms;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a script must not work it says so with a code of its own, and changes nothing; when it is stopped it goes on. */
class RollbackScriptRefusalTest {
    private static final String USERS = "CREATE TABLE users (id int PRIMARY KEY, name varchar(80) NOT NULL)";
    private static final String[] LOSING = {"--no-dump", "--allow-data-loss"};

    @TempDir
    Path folder;

    static List<TestServer> all() {
        return RollbackScriptTest.all();
    }

    private Night prepared(TestServer server, Options.Gates gates) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        ClientPrograms programs = Night.programs(server);
        Assumptions.assumeTrue(programs.folder().isPresent(), programs.reason());
        Night night = new Night(server, folder, gates);
        night.database().execute(USERS);
        night.database().execute("INSERT INTO users VALUES (1, 'Ann'), (2, 'Bob')");
        night.migration("V1__mail", "ALTER TABLE users ADD COLUMN mail varchar(90);")
                .up();
        night.database().execute("UPDATE users SET mail = 'ann@example.org' WHERE id = 1");
        night.export();
        return night;
    }

    private Night prepared(TestServer server) throws Exception {
        return prepared(server, Options.Gates.OPEN);
    }

    private static void refuses(Night night, int code, String words, String... options) throws Exception {
        List<String> shape = night.shape();
        List<String> history = night.history();
        List<String> journal = night.journal();
        Night.Ended ended = night.run("rollback_1.sh", options);
        assertThat(ended.code()).as(ended.printed()).isEqualTo(code);
        assertThat(ended.printed()).contains(words);
        assertThat(night.shape()).isEqualTo(shape);
        assertThat(night.history()).isEqualTo(history);
        assertThat(night.journal()).isEqualTo(journal);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aLaterMigrationHasToGoFirst(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            night.migration("V2__more", "CREATE TABLE more (id int PRIMARY KEY);")
                    .up();
            refuses(night, 5, "the last one is V2");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsNotAppliedOrNotTheSameIsLeftAlone(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            night.database().execute("UPDATE schema_migrations SET checksum_normalised = 'another'");
            refuses(night, 5, "another text of V1 was applied");
            night.database().execute("DELETE FROM schema_migrations");
            refuses(night, 4, "V1 is not applied");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRunInFlightIsNotDisturbed(TestServer server) throws Exception {
        try (Night night = prepared(server, Options.Gates.CLOSED)) {
            String rename = night.isPostgres()
                    ? "ALTER TABLE users RENAME COLUMN name TO called;"
                    : "ALTER TABLE users RENAME TO people;";
            night.migration("V2__rename", rename).up();
            refuses(night, 9, "V2@");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRunnerAtWorkIsNotDisturbed(TestServer server) throws Exception {
        try (Night night = prepared(server);
                RunnerAtWork runner = new RunnerAtWork(night)) {
            assertThat(runner).isNotNull();
            refuses(night, 9, "is at work on this database", LOSING);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aLockThatSomebodyHoldsIsWaitedForInShortTriesAndThenLeft(TestServer server) throws Exception {
        try (Night night = prepared(server);
                Connection holder = night.database().connection()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("SELECT * FROM users");
                List<String> shape = night.shape();
                Night.Ended ended =
                        night.run("rollback_1.sh", "--no-dump", "--allow-data-loss", "--lock-patience", "1");
                assertThat(ended.code()).as(ended.printed()).isEqualTo(6);
                assertThat(ended.printed()).contains("no lock within 1 s");
                assertThat(night.shape()).isEqualTo(shape);
                assertThat(night.history()).hasSize(1);

                Process waiting = night.start("rollback_1.sh", LOSING);
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(waiting.getInputStream(), StandardCharsets.UTF_8));
                assertThat(Night.printedUntil(output, "waiting for a lock")).contains("waiting for a lock");
                holder.rollback();
                assertThat(Night.printedUntil(output, "is taken back")).contains("V1 is taken back");
                assertThat(waiting.waitFor()).isZero();
                assertThat(night.history()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDryRunPrintsTheSqlAndChangesNothing(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            refuses(night, 0, "DROP COLUMN", "--dry-run");
            refuses(night, 0, "it may run", "--dry-run");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTablesAreDumpedBefore(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            Assumptions.assumeTrue(
                    dumps(server), "the pg_dump of this machine is older than " + server.label() + " and refuses it");
            Night.Ended ended = night.run("rollback_1.sh", "--dump-dir", "kept here");
            assertThat(ended.code()).as(ended.printed()).isZero();
            try (Stream<Path> files = Files.list(night.scripts().resolve("kept here"))) {
                assertThat(files.toList()).singleElement().satisfies(file -> {
                    assertThat(Files.readString(file)).contains("ann@example.org");
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                });
            }
        }
    }

    private static boolean dumps(TestServer server) throws IOException {
        if (!server.vendor().equals("postgresql")) {
            return true;
        }
        Path dump = ClientPrograms.postgres().folder().orElseThrow().resolve("pg_dump");
        Process process = new ProcessBuilder(dump.toString(), "--version").start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int client = Integer.parseInt(version.replaceFirst("(?s)\\D*(\\d+).*", "$1"));
        return client >= Integer.parseInt(server.label().replaceAll("\\D", ""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutItsDumpNothingIsDone(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            refuses(night, 10, "the dump of", "--dump-dir", "/dev/null/nowhere");
            refuses(night, 2, "--allow-data-loss", "--no-dump");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsTypedWronglyAndAServerThatIsAwayAreTold(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            refuses(night, 2, "there is no option --quick", "--quick");
            night.environment.put("DATABASE_URL", night.database().url().replaceFirst(":\\d+/", ":1/"));
            refuses(night, 8, "there is no connection");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void stoppedMidwayItGoesOnWhereItStopped(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            night.migration(
                            "V2__two",
                            "CREATE TABLE two (id int PRIMARY KEY); CREATE TABLE three (id int PRIMARY KEY);")
                    .migration("U2__two", "DROP TABLE three; ALTER TABLE users DROP COLUMN name; DROP TABLE two;")
                    .up();
            night.export();
            List<String> shape = night.shape();
            night.database().execute("CREATE VIEW names AS SELECT name FROM users");
            night.database().execute(night.isPostgres() ? "SELECT 1" : "DROP VIEW names");
            if (!night.isPostgres()) {
                night.database().execute("ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '' OR id > 0)");
            }
            Night.Ended stopped = night.run("rollback_2.sh", LOSING);
            assertThat(stopped.code()).as(stopped.printed()).isEqualTo(1);
            assertThat(stopped.printed()).contains("state", "next");
            assertThat(night.history()).hasSize(2);
            if (night.isPostgres()) {
                night.database().execute("DROP VIEW names");
                assertThat(night.shape()).as("nothing is half done").isEqualTo(shape);
            } else {
                night.database().execute("ALTER TABLE users DROP CONSTRAINT named");
                assertThat(stopped.printed()).contains("steps 1 to 1 of 3 are done");
            }
            Night.Ended again = night.run("rollback_2.sh", LOSING);
            assertThat(again.code()).as(again.printed()).isZero();
            assertThat(night.history()).hasSize(1);
            assertThat(night.asked("SELECT count(*) FROM information_schema.tables WHERE table_name IN ('two', 'three')"
                            + (night.isPostgres() ? "" : " AND table_schema = database()")))
                    .containsExactly("0");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void downGoesOnWithWhatAScriptHasBegun(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            Assumptions.assumeFalse(night.isPostgres(), "there such a way back is one transaction");
            night.migration(
                            "V2__two",
                            "CREATE TABLE two (id int PRIMARY KEY); CREATE TABLE three (id int PRIMARY KEY);")
                    .up();
            night.export();
            night.database().execute("CREATE TABLE child (two int, FOREIGN KEY (two) REFERENCES two (id))");
            Night.Ended stopped = night.run("rollback_2.sh", LOSING);
            assertThat(stopped.code()).as(stopped.printed()).isEqualTo(1);
            night.database().execute("DROP TABLE child");
            assertThat(night.down().history()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void oddNamesAndTextsArriveAsTheyAre(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            String quote = night.isPostgres() ? "\"" : "`";
            String table = quote + "odd $HOME 'it' \\ $(id) `x` \"y\" !".replace(quote, quote + quote) + quote;
            String text = "it''s $HOME $(touch gone) `id` \"x\" %s ${x} :name !1 & ; | é 日本";
            night.database().execute("CREATE TABLE texts (id int PRIMARY KEY, text varchar(200))");
            night.migration("V2__odd", "CREATE TABLE " + table + " (id int PRIMARY KEY);")
                    .migration(
                            "U2__odd",
                            "DROP TABLE " + table + ";\nINSERT INTO texts VALUES (1, '" + text + "');\n"
                                    + "INSERT INTO texts VALUES (2, '\nSQL\nEOF\n');\n"
                                    + (night.isPostgres()
                                            ? "INSERT INTO texts VALUES (3, 'a\\b'), (4, E'a\\\\b');"
                                            : "INSERT INTO texts VALUES (3, 'a\\\\b'), (4, 'a\\\\b');"))
                    .up();
            night.export();
            Night.Ended ended = night.run("rollback_2.sh", LOSING);
            assertThat(ended.code()).as(ended.printed()).isZero();
            assertThat(night.asked("SELECT text FROM texts ORDER BY id"))
                    .containsExactly(text.replace("''", "'"), "\nSQL\nEOF\n", "a\\b", "a\\b");
            assertThat(night.scripts().resolve("gone")).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void thePasswordIsSeenNowhere(TestServer server) throws Exception {
        try (Night night = prepared(server)) {
            String secret = "s3cret\"\\ %$x";
            String user = night.isPostgres() ? "night_" + night.database().name() : "night";
            String create = night.isPostgres()
                    ? "CREATE ROLE " + user + " LOGIN SUPERUSER PASSWORD '" + secret + "'"
                    : "CREATE OR REPLACE USER night@'127.0.0.1' IDENTIFIED BY '" + secret.replace("\\", "\\\\") + "'";
            Assumptions.assumeFalse(server.vendor().equals("mysql"), "it has no CREATE OR REPLACE USER");
            night.database().execute(create);
            if (!night.isPostgres()) {
                night.database().execute("GRANT ALL ON *.* TO night@'127.0.0.1'");
            }
            spyOnClients(night);
            night.environment.put(
                    "DATABASE_URL",
                    night.database()
                                    .url()
                                    .replaceFirst("//", "//" + user + ":s3cret%22%5C%20%25%24x@")
                                    .replaceFirst("[?].*", "")
                            + (night.isPostgres() ? "" : "?sslMode=disable"));
            Night.Ended ended = night.run("rollback_1.sh", LOSING);
            assertThat(ended.code()).as(ended.printed()).isZero();
            String called = Files.readString(folder.resolve("called"));
            assertThat(called).contains("psql".equals(client(night)) ? "-X" : "--batch");
            assertThat(ended.printed() + called).doesNotContain("s3cret");
            if (night.isPostgres()) {
                night.database().execute("DROP ROLE " + user);
            }
        }
    }

    private static String client(Night night) {
        return night.isPostgres() ? "psql" : "mariadb";
    }

    /** Programs of the same name write down what they are called with before they call the real ones. */
    private void spyOnClients(Night night) throws IOException {
        Path spies = Files.createDirectories(folder.resolve("spies"));
        Path spy = spies.resolve(client(night));
        Path real = night.clients().resolve(client(night));
        Files.writeString(
                spy, "#!/bin/sh\necho \"$@\" >>'" + folder.resolve("called") + "'\nexec '" + real + "' \"$@\"\n");
        Files.setPosixFilePermissions(spy, PosixFilePermissions.fromString("rwxr-xr-x"));
        night.environment.put("PATH", spies + ":/usr/bin:/bin");
    }
}
