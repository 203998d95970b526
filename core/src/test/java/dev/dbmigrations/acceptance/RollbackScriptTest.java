package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.embedded.testkit.ClientPrograms;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a script takes back is as after {@code down}: schema, rows, history and journal; and {@code up} does it again. */
class RollbackScriptTest {
    private static final String USERS = """
            CREATE TABLE users (id int PRIMARY KEY, name varchar(80) NOT NULL, age int DEFAULT 7);
            """;

    @TempDir
    Path folder;

    /** A migration and its written undo, if it has one. */
    record Change(String up, String undo) {}

    static List<TestServer> all() {
        return List.of(
                TestPostgres.server(14), TestPostgres.server(18), TestMariaDb.server("11.4"), TestMySql.server("8.0"));
    }

    static Map<String, Change> changes(boolean postgres) {
        Map<String, Change> changes = new TreeMap<>();
        changes.put("a new column", new Change("ALTER TABLE users ADD COLUMN mail varchar(100);", ""));
        changes.put("a new table", new Change("CREATE TABLE notes (id int PRIMARY KEY, text varchar(20));", ""));
        changes.put("a new index", new Change("CREATE INDEX users_name ON users (name);", ""));
        changes.put(
                "a new name",
                new Change(
                        postgres
                                ? "ALTER TABLE users RENAME COLUMN age TO years;"
                                : "ALTER TABLE users CHANGE COLUMN age years int DEFAULT 7;",
                        postgres ? "" : "ALTER TABLE users CHANGE COLUMN years age int DEFAULT 7;"));
        changes.put(
                "NULL allowed",
                new Change(
                        postgres
                                ? "ALTER TABLE users ALTER COLUMN name DROP NOT NULL;"
                                : "ALTER TABLE users MODIFY name varchar(80);",
                        postgres ? "" : "ALTER TABLE users MODIFY name varchar(80) NOT NULL;"));
        changes.put(
                "a lost index", new Change(postgres ? "DROP INDEX users_age;" : "DROP INDEX users_age ON users;", ""));
        changes.put("a default", new Change("ALTER TABLE users ALTER COLUMN age SET DEFAULT 8;", ""));
        changes.put(
                "several statements",
                new Change(
                        "ALTER TABLE users ADD COLUMN one int; ALTER TABLE users ADD COLUMN two int;"
                                + " CREATE TABLE things (id int PRIMARY KEY);",
                        ""));
        changes.put(
                "rows",
                new Change(
                        "UPDATE users SET age = age + 1 WHERE id <= 150;",
                        "UPDATE users SET age = age - 1 WHERE id <= 150;"));
        return changes;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aScriptDoesWhatDownDoes(TestServer server) throws Exception {
        assumeUsable(server);
        List<String> unlike = new ArrayList<>();
        for (Map.Entry<String, Change> change :
                changes(server.vendor().equals("postgresql")).entrySet()) {
            try (Night byScript = new Night(server, folder);
                    Night byDown = new Night(server, folder)) {
                prepare(byScript, change.getValue());
                prepare(byDown, change.getValue());
                List<String> before = byScript.shape();
                byScript.export();
                byDown.down();
                Night.Ended ended = byScript.run("rollback_2.sh", "--rows-at-once", "--no-dump", "--allow-data-loss");
                if (ended.code() != 0) {
                    unlike.add(change.getKey() + ": " + ended);
                    continue;
                }
                unlike.addAll(differences(change.getKey(), byScript, byDown));
                assertThat(byScript.up().shape())
                        .as("%s, again", change.getKey())
                        .isEqualTo(before);
            }
        }
        assertThat(unlike).isEmpty();
    }

    private static List<String> differences(String change, Night script, Night down) throws Exception {
        List<String> unlike = new ArrayList<>();
        compare(unlike, change + ": shape", script.shape(), down.shape());
        compare(unlike, change + ": history", script.history(), down.history());
        compare(unlike, change + ": journal", script.journal(), down.journal());
        String rows = "SELECT * FROM users ORDER BY id";
        compare(unlike, change + ": rows", script.asked(rows), down.asked(rows));
        try (Migrator migrator = script.migrator()) {
            compare(
                    unlike,
                    change + ": in flight",
                    List.copyOf(migrator.overview().inFlight()),
                    List.of());
            compare(
                    unlike,
                    change + ": problems",
                    List.copyOf(migrator.overview().problems()),
                    List.of());
            compare(unlike, change + ": pending", migrator.overview().pending().size(), 1);
        }
        return unlike;
    }

    private static void compare(List<String> unlike, String what, Object script, Object down) {
        if (!script.equals(down)) {
            unlike.add(what + "\n  script: " + script + "\n  down:   " + down);
        }
    }

    /** Two hundred rows are many here. */
    private static void prepare(Night night, Change change) throws Exception {
        night.database().execute(USERS);
        night.database().execute("CREATE INDEX users_age ON users (age)");
        StringBuilder rows = new StringBuilder("INSERT INTO users VALUES ");
        for (int i = 1; i <= 200; i++) {
            rows.append(i == 1 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", 'user ")
                    .append(i)
                    .append("', ")
                    .append(i % 90)
                    .append(")");
        }
        night.database().execute(rows.toString());
        night.database().execute(night.isPostgres() ? "ANALYZE users" : "ANALYZE TABLE users");
        night.migration("V1__first", "CREATE TABLE firsts (id int PRIMARY KEY);");
        night.migration("V2__second", change.up());
        if (!change.undo().isEmpty()) {
            night.migration("U2__second", change.undo());
        }
        night.up();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyScriptIsCleanForShellcheck(TestServer server) throws Exception {
        assumeUsable(server);
        ClientPrograms checker = ClientPrograms.shellcheck();
        Assumptions.assumeTrue(checker.folder().isPresent(), checker.reason());
        for (Change change : changes(server.vendor().equals("postgresql")).values()) {
            try (Night night = new Night(server, folder)) {
                prepare(night, change);
                night.export();
                assertThat(found(checker.folder().get(), night.scripts())).isEmpty();
            }
        }
    }

    private static String found(Path checker, Path scripts) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(checker.resolve("shellcheck").toString()));
        try (Stream<Path> files = Files.list(scripts)) {
            files.filter(f -> f.toString().endsWith(".sh")).forEach(f -> words.add(f.toString()));
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneAfterTheOtherTheyLeadBackToTheBeginning(TestServer server) throws Exception {
        assumeUsable(server);
        try (Night night = new Night(server, folder)) {
            List<String> before = night.shape();
            night.migration("V1__users", USERS)
                    .migration("V2__mail", "ALTER TABLE users ADD COLUMN mail varchar(90);")
                    .migration("V3__index", "CREATE INDEX users_mail ON users (mail);")
                    .migration("V4__later", "CREATE TABLE later (id int PRIMARY KEY);");
            String manual = night.export();
            assertThat(manual).contains("rollback_4.sh", "not applied yet");
            night.up();
            for (String version : List.of("4", "3", "2", "1")) {
                Night.Ended ended = night.run("rollback_" + version + ".sh", "--no-dump", "--allow-data-loss");
                assertThat(ended.code()).as(ended.printed()).isZero();
            }
            assertThat(night.history()).isEmpty();
            assertThat(night.shape()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatHasNoWayBackIsToldInTheManual(TestServer server) throws Exception {
        assumeUsable(server);
        try (Night night = new Night(server, folder)) {
            night.database().execute(USERS);
            Assumptions.assumeTrue(night.isPostgres(), "the others have no such statement");
            night.migration("V1__told", "COMMENT ON TABLE users IS 'those who use it';")
                    .up();
            assertThat(night.export()).contains("There is no script", "no opposite", "U1__told.sql");
            assertThat(night.scripts().resolve("rollback_1.sh")).doesNotExist();
        }
    }

    private static void assumeUsable(TestServer server) {
        server.whyAbsent().ifPresent(Assumptions::abort);
        ClientPrograms programs = Night.programs(server);
        Assumptions.assumeTrue(programs.folder().isPresent(), programs.reason());
    }
}
