package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.Validation;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings, others at work and what other tools have left are told; the suite asks the same and expects what is so. */
class ServerChecksTest {
    private static final String USERS = "CREATE TABLE users (id int PRIMARY KEY, mail varchar(50))";
    private static final String MIGRATION = "ALTER TABLE users ADD COLUMN nick varchar(9);";
    private static final Pattern QUESTION = Pattern.compile(
            "(?s)--   expected: (?<expected>.*?)\\n--   severity: \\w+\\n(?<sql>.*?);\\n(?=\\n-- \\[|$)");

    @TempDir
    Path folder;

    static Stream<Arguments> all() {
        return Stream.of(
                        TestPostgres.server(14),
                        TestPostgres.server(18),
                        TestMariaDb.server("10.11"),
                        TestMariaDb.server("11.4"),
                        TestMySql.server("8.0"))
                .map(s -> Arguments.of(s.label(), s));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void onASoundServerNothingIsToldAndNothingIsUnknown(String label, TestServer server) throws IOException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Place place = Place.on(server, folder)) {
            Project project = started(place);
            try (Migrator migrator = project.migrator()) {
                migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
                Validation validation = migrator.validate();
                assertThat(validation.problems()).isEmpty();
                assertThat(validation.unknown()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theSuiteExpectsWhatIsSo(String label, TestServer server) throws IOException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Place place = Place.on(server, folder)) {
            Project project = started(place);
            project.write("V2__required", "ALTER TABLE users MODIFY mail varchar(50) NOT NULL;");
            if (label.startsWith("Post")) {
                project.write("V2__required", "ALTER TABLE users ALTER COLUMN mail SET NOT NULL;");
            }
            place.run("INSERT INTO users VALUES (1, 'a')");
            try (Migrator migrator = project.migrator()) {
                migrator.up(new Migrator.Until(java.util.Optional.of("1")), RunListener.SILENT);
                String suite = migrator.validationSuite();
                assertThat(differing(place, suite)).isEmpty();
                assertThat(suite).contains("Data: ", "Privileges: ", "Settings: ", "Drift: ", "Leftovers: ");
                place.run("ALTER TABLE users DROP COLUMN nick", "INSERT INTO users VALUES (2, NULL)");
                assertThat(differing(place, suite)).hasSize(2);
            }
        }
    }

    /** Each question of a script, in one session, whose answer is another than expected. */
    private static List<String> differing(Place place, String suite) {
        List<String> differing = new ArrayList<>();
        try (Connection connection = place.scratch().connection();
                Statement statement = connection.createStatement()) {
            Matcher question = QUESTION.matcher(suite);
            int asked = 0;
            while (question.find()) {
                asked++;
                String expected = question.group("expected");
                String answer = "no rows";
                try (var row = statement.executeQuery(question.group("sql"))) {
                    if (row.next()) {
                        answer = String.valueOf(row.getString(1));
                    }
                }
                if (!answer.equals(expected)) {
                    differing.add(answer + " instead of " + expected + ": " + question.group("sql"));
                }
            }
            assertThat(asked)
                    .isEqualTo((int)
                            suite.lines().filter(l -> l.startsWith("-- [")).count())
                    .isGreaterThan(10);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return differing;
    }

    /**
     * @param before by whoever may
     * @param after puts it back
     * @param code of what is told
     */
    record Disturbance(List<String> before, List<String> after, String code) {
        static Disturbance of(String code, String before, String after) {
            return new Disturbance(List.of(before.split("; ")), List.of(after.split("; ")), code);
        }
    }

    static Stream<Arguments> onPostgres() {
        return Stream.of(
                        Disturbance.of("DBM-2330", "ALTER DATABASE :db SET statement_timeout = '5s'", "SELECT 1"),
                        Disturbance.of("DBM-2331", "ALTER DATABASE :db SET idle_session_timeout = '1h'", "SELECT 1"),
                        Disturbance.of(
                                "DBM-2334", "ALTER DATABASE :db SET max_parallel_maintenance_workers = 0", "SELECT 1"),
                        Disturbance.of("DBM-2335", "CREATE PUBLICATION p FOR TABLE users", "SELECT 1"),
                        Disturbance.of(
                                "DBM-2346",
                                "CREATE TABLE databasechangeloglock (id int, locked boolean, lockgranted timestamp, lockedby text); "
                                        + "INSERT INTO databasechangeloglock VALUES (1, true, now(), 'host')",
                                "SELECT 1"),
                        Disturbance.of(
                                "DBM-2347",
                                "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL); "
                                        + "INSERT INTO schema_migrations VALUES (3, true)",
                                "SELECT 1"),
                        Disturbance.of(
                                "DBM-2341",
                                "BEGIN; INSERT INTO users VALUES (7, 'x'); PREPARE TRANSACTION ':db'",
                                "ROLLBACK PREPARED ':db'"),
                        Disturbance.of(
                                "DBM-2342",
                                "BEGIN; LOCK TABLE users IN SHARE MODE; PREPARE TRANSACTION ':db'",
                                "ROLLBACK PREPARED ':db'"),
                        Disturbance.of("DBM-2345", "SELECT pg_advisory_lock(77433833903597)", "SELECT 1"))
                .flatMap(d -> Stream.of(14, 18)
                        .map(major -> Arguments.of(d.code() + " on " + major, d, TestPostgres.server(major))));
    }

    static Stream<Arguments> onMySql() {
        return Stream.of(
                        Disturbance.of(
                                "DBM-2384",
                                "CREATE TABLE DATABASECHANGELOGLOCK (ID int, LOCKED bit(1), LOCKGRANTED datetime, LOCKEDBY varchar(99)); "
                                        + "INSERT INTO DATABASECHANGELOGLOCK VALUES (1, 1, now(), 'host')",
                                "SELECT 1"),
                        Disturbance.of(
                                "DBM-2385",
                                "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL); "
                                        + "INSERT INTO schema_migrations VALUES (3, true)",
                                "SELECT 1"),
                        Disturbance.of(
                                "DBM-2381",
                                "XA START ':db'; INSERT INTO users VALUES (7, 'x'); XA END ':db'; XA PREPARE ':db'",
                                "XA ROLLBACK ':db'"),
                        Disturbance.of("DBM-2383", "SELECT get_lock(':flyway', 1)", "SELECT 1"))
                .flatMap(d -> Stream.of(
                                TestMariaDb.server("10.11"), TestMariaDb.server("11.4"), TestMySql.server("8.0"))
                        .map(s -> Arguments.of(d.code() + " on " + s.label(), d, s)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"onPostgres", "onMySql"})
    void whatDisturbsIsTold(String label, Disturbance disturbance, TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Place place = Place.on(server, folder)) {
            Project project = started(place);
            try (Migrator migrator = project.migrator()) {
                assertThat(codes(migrator)).doesNotContain(disturbance.code());
            }
            Connection other = place.scratch().connection();
            try {
                run(other, place, disturbance.before());
                if (disturbance.code().equals("DBM-2381")) {
                    // Until its session is gone, the transaction is that session's.
                    other.close();
                    other = place.scratch().connection();
                }
                // The server may notice late that a session has gone.
                await().untilAsserted(() -> {
                    try (Migrator migrator = project.migrator()) {
                        assertThat(codes(migrator)).contains(disturbance.code());
                    }
                });
            } finally {
                run(other, place, disturbance.after());
                other.close();
            }
        }
    }

    private static void run(Connection connection, Place place, List<String> statements) throws SQLException {
        String db = place.scratch().name();
        String flyway = "Flyway-" + ("`" + db + "`.`flyway_schema_history`").hashCode();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace(":flyway", flyway).replace(":db", db));
            }
        }
    }

    /** The server's clock cannot be moved: the question is asked as if a minute were no time. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aLongTransactionIsTold(String label, TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Place place = Place.on(server, folder);
                Connection other = place.scratch().connection();
                Statement statement = other.createStatement()) {
            Project project = started(place);
            other.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO users VALUES (7, 'x')");
            try (Migrator migrator = project.migrator()) {
                String question = migrator.validationSuite()
                        .lines()
                        .dropWhile(l -> !l.contains("no transaction has been open for a minute"))
                        .skip(4)
                        .takeWhile(l -> !l.isBlank())
                        .reduce("", (a, b) -> a + "\n" + b);
                assertThat(place.ask(
                                question.replace(";", "").replace("'let it end, or: SELECT", "'let it end, or SELECT")))
                        .isEmpty();
                String atOnce = question.replaceAll(";\\s*$", "")
                        .replace("interval '1 minute'", "interval '0 s'")
                        .replace(">= 60", ">= 0");
                assertThat(place.ask(atOnce)).isNotEmpty();
            }
            other.rollback();
        }
    }

    @Test
    void roomForSessionsIsToldWhenThereIsNone() throws IOException {
        try (Place place = Place.on(TestPostgres.server(18), folder)) {
            String who = "few_" + ProcessHandle.current().pid();
            place.run(
                    "CREATE ROLE " + who + " LOGIN CONNECTION LIMIT 6",
                    "GRANT CREATE ON SCHEMA public TO " + who,
                    USERS,
                    "ALTER TABLE users OWNER TO " + who);
            try {
                String url = place.url().replaceAll("([?&])user=[^&]*", "$1user=" + who);
                Project project = new Project(url, folder, Options.Gates.OPEN);
                project.write("V1__nick", MIGRATION);
                try (Migrator migrator = project.migrator()) {
                    assertThat(codes(migrator)).contains("DBM-2333");
                }
            } finally {
                place.run("DROP OWNED BY " + who + " CASCADE", "DROP ROLE " + who);
            }
        }
    }

    @Test
    void aRunThatNobodyGoesOnWithIsTold() throws IOException {
        try (Place place = Place.on(TestPostgres.server(18), folder)) {
            Project project = started(place);
            project.write(
                    "V2__fails",
                    "ALTER TABLE users ADD COLUMN more int;\nCREATE INDEX CONCURRENTLY by_mail ON users (nothing);");
            project.write("V2__fails", "CREATE TABLE more (id int);\nSELECT 1 / count(*) FROM more;");
            try (Migrator migrator = project.migrator()) {
                try {
                    migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
                } catch (MigrationException expected) {
                    assertThat(expected.code()).isNotEmpty();
                }
                Validation validation = migrator.validate();
                boolean begun = !migrator.overview().inFlight().isEmpty();
                assertThat(validation.problems().stream()
                                .anyMatch(p -> p.failure().code().equals("DBM-2351")))
                        .isEqualTo(begun);
            }
        }
    }

    private static Project started(Place place) throws IOException {
        place.run(USERS);
        Project project = place.project(Options.Gates.OPEN);
        project.write("V1__nick", MIGRATION);
        return project;
    }

    private static List<String> codes(Migrator migrator) {
        return migrator.validate().problems().stream()
                .map(Problem::failure)
                .map(MigrationException::code)
                .toList();
    }
}
