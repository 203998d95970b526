package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An account that lacks a right for a pending migration is told which, and what is printed gives it: then the migration runs. */
class PrivilegesTest {
    private static final String WHO = "limited_" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    /**
     * @param migration what is asked for
     * @param told codes, in order
     */
    record Case(String migration, List<String> told) {}

    private static final List<Case> ON_POSTGRES = List.of(
            new Case("ALTER TABLE app.users ADD COLUMN nick text;", List.of("DBM-2301")),
            new Case("CREATE INDEX by_mail ON app.users (mail);", List.of("DBM-2301", "DBM-2302")),
            new Case("CREATE TABLE app.notes (id int PRIMARY KEY);", List.of("DBM-2302")),
            new Case("CREATE TABLE notes (id int PRIMARY KEY, u int REFERENCES app.users);", List.of("DBM-2303")),
            new Case(
                    "-- db-migrations: allow=data-change-has-no-way-back reason=\"test\"\n"
                            + "INSERT INTO app.users VALUES (9, 'x');",
                    List.of("DBM-2305")),
            new Case("CREATE VIEW app.mails AS SELECT mail FROM app.users;", List.of("DBM-2302")),
            new Case("DROP TABLE app.users;", List.of("DBM-2301", "DBM-2301", "DBM-2302")),
            new Case("CREATE EXTENSION pgcrypto;", List.of("DBM-2309")));

    static Stream<Arguments> onPostgres() {
        return Stream.of(TestPostgres.server(14), TestPostgres.server(18))
                .flatMap(s -> ON_POSTGRES.stream().map(c -> Arguments.of(s.label(), c, s)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("onPostgres")
    void whatIsLackingIsToldAndGivenOnPostgres(String label, Case asked, TestServer server) throws IOException {
        try (Place place = Place.on(server, folder)) {
            String owner = WHO + "_owner";
            place.run(
                    "CREATE ROLE " + WHO + " LOGIN",
                    "CREATE ROLE " + owner,
                    "CREATE SCHEMA app AUTHORIZATION " + owner,
                    "CREATE TABLE app.users (id int PRIMARY KEY, mail text)",
                    "ALTER TABLE app.users OWNER TO " + owner,
                    "GRANT CREATE ON SCHEMA public TO " + WHO,
                    "GRANT USAGE ON SCHEMA app TO " + WHO);
            try {
                String url = place.url().replaceAll("([?&])user=[^&]*", "$1user=" + WHO);
                isToldAndGiven(place, new Project(url, folder, Options.Gates.OPEN), asked);
            } finally {
                place.run(
                        "DROP OWNED BY " + WHO + " CASCADE",
                        "DROP OWNED BY " + owner + " CASCADE",
                        "DROP ROLE " + WHO,
                        "DROP ROLE " + owner);
            }
        }
    }

    private static final List<Case> ON_MYSQL = List.of(
            new Case("ALTER TABLE users ADD COLUMN nick text;", List.of("ALTER")),
            new Case("CREATE INDEX by_mail ON users (mail);", List.of("INDEX")),
            new Case("TRUNCATE TABLE users;", List.of("DROP")),
            new Case("CREATE VIEW mails AS SELECT mail FROM users;", List.of("CREATE VIEW")),
            new Case("CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.mail = 'x';", List.of("TRIGGER")));

    static Stream<Arguments> onMySql() {
        return Stream.of(TestMariaDb.server("10.11"), TestMariaDb.server("11.4"), TestMySql.server("8.0"))
                .flatMap(s -> ON_MYSQL.stream().map(c -> Arguments.of(s.label(), c, s)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("onMySql")
    void whatIsLackingIsToldAndGivenOnMySql(String label, Case asked, TestServer server) throws IOException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Place place = Place.on(server, folder)) {
            String here = "`" + place.scratch().name().replace("_", "\\_") + "`.*";
            place.run(
                    "CREATE TABLE users (id int PRIMARY KEY, mail varchar(50))",
                    "CREATE USER " + WHO + "@'%'",
                    "CREATE USER " + WHO + "@localhost",
                    "GRANT CREATE, SELECT, INSERT, UPDATE, DELETE ON " + here + " TO " + WHO + "@'%'",
                    "GRANT CREATE, SELECT, INSERT, UPDATE, DELETE ON " + here + " TO " + WHO + "@localhost");
            try {
                String url = place.url().replaceAll("([?&])user=[^&]*", "$1user=" + WHO);
                Project project = new Project(url, folder, Options.Gates.OPEN);
                project.write("V1__asked", asked.migration());
                try (Migrator migrator = project.migrator()) {
                    List<MigrationException> errors = privileges(migrator, true);
                    assertThat(errors).hasSize(asked.told().size());
                    assertThat(errors.getFirst().what())
                            .contains("lacks " + asked.told().getFirst() + " on ");
                    // Beside the pattern there is, another one for the same schema would be as good as none.
                    assertThat(errors.getFirst().next().orElseThrow())
                            .doesNotContain(place.scratch().name() + "`.*");
                    errors.forEach(e -> place.run(e.next().orElseThrow()));
                    assertThat(privileges(migrator, true)).isEmpty();
                }
                runs(project);
            } finally {
                place.run("DROP USER " + WHO + "@'%'", "DROP USER " + WHO + "@localhost");
            }
        }
    }

    @Test
    void rightsThroughARoleCount() throws IOException {
        try (Place place = Place.on(TestMariaDb.server("11.4"), folder)) {
            String here = "`" + place.scratch().name().replace("_", "\\_") + "`.*";
            String role = WHO + "_role";
            place.run(
                    "CREATE TABLE users (id int PRIMARY KEY, mail varchar(50))",
                    "CREATE ROLE " + role,
                    "CREATE USER " + WHO + "@localhost",
                    "GRANT ALL ON " + here + " TO " + role,
                    "GRANT " + role + " TO " + WHO + "@localhost",
                    "SET DEFAULT ROLE " + role + " FOR " + WHO + "@localhost");
            try {
                String url = place.url().replaceAll("([?&])user=[^&]*", "$1user=" + WHO);
                Project project = new Project(url, folder, Options.Gates.OPEN);
                project.write("V1__asked", "ALTER TABLE users ADD COLUMN nick text;");
                try (Migrator migrator = project.migrator()) {
                    assertThat(privileges(migrator, true)).isEmpty();
                }
            } finally {
                place.run("DROP USER " + WHO + "@localhost", "DROP ROLE " + role);
            }
        }
    }

    private static void isToldAndGiven(Place place, Project project, Case asked) throws IOException {
        project.write("V1__asked", asked.migration());
        try (Migrator migrator = project.migrator()) {
            List<MigrationException> errors = privileges(migrator, true);
            assertThat(errors).extracting(MigrationException::code).containsExactlyElementsOf(asked.told());
            errors.forEach(e -> place.run(e.next().orElseThrow().replace("as a superuser: ", "")));
            assertThat(privileges(migrator, true)).isEmpty();
            assertThat(privileges(migrator, false))
                    .extracting(MigrationException::code)
                    .contains("DBM-2321", "DBM-2322");
        }
        runs(project);
    }

    private static void runs(Project project) {
        try (Migrator migrator = project.migrator()) {
            assertThat(migrator.up(Migrator.Until.THE_END, RunListener.SILENT).finished())
                    .hasSize(1);
        }
    }

    private static List<MigrationException> privileges(Migrator migrator, boolean errors) {
        return migrator.validate().problems().stream()
                .filter(p -> p.topic() == Topic.PRIVILEGES && p.error() == errors)
                .map(Problem::failure)
                .toList();
    }
}
