package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.Validation;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody changes by hand is told object by object, and the statements told with it lead back to the recorded schema and
 * on to the new one.
 */
class DriftTest {
    private static final String POSTGRES = """
            CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE DOMAIN amount AS int CHECK (VALUE > 0);
            CREATE TABLE parents (id bigint PRIMARY KEY, name text);
            CREATE TABLE people (id serial PRIMARY KEY, mail text NOT NULL DEFAULT 'none', age int, state mood,
              parent bigint CONSTRAINT people_parent REFERENCES parents, CONSTRAINT of_age CHECK (age >= 0));
            CREATE INDEX people_mail ON people (lower(mail));
            COMMENT ON COLUMN people.mail IS 'where it''s sent';
            CREATE VIEW adults AS SELECT id, mail FROM people WHERE age > 17;
            CREATE SEQUENCE numbers;
            CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN n;
            END $$;
            CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER people_noted BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION noted();
            CREATE POLICY own ON people USING (true);
            GRANT SELECT ON people TO PUBLIC;
            """;

    private static final String MYSQL = """
            CREATE TABLE parents (id bigint PRIMARY KEY, name varchar(20));
            CREATE TABLE people (id int AUTO_INCREMENT PRIMARY KEY, mail varchar(100) NOT NULL DEFAULT 'none' COMMENT 'it''s', age int,
              at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, twice int AS (age * 2) STORED,
              parent bigint, CONSTRAINT people_parent FOREIGN KEY (parent) REFERENCES parents (id), CONSTRAINT of_age CHECK (age >= 0),
              KEY people_mail (mail(10)));
            CREATE VIEW adults AS SELECT id, mail FROM people WHERE age > 17;
            CREATE FUNCTION twice(n int) RETURNS int DETERMINISTIC RETURN n;
            CREATE TRIGGER people_noted BEFORE UPDATE ON people FOR EACH ROW SET NEW.age = NEW.age;
            """;

    @TempDir
    Path folder;

    /** What is done by hand, and what is told of it. */
    record Deed(String sql, String told) {}

    private static final List<Deed> ON_POSTGRES = List.of(
            new Deed("ALTER TABLE people ADD COLUMN nick text NOT NULL DEFAULT 'x'", "column public.people.nick added"),
            new Deed("ALTER TABLE people DROP COLUMN age CASCADE", "column public.people.age missing"),
            new Deed("ALTER TABLE parents ALTER COLUMN name TYPE varchar(20)", "column public.parents.name changed"),
            new Deed("ALTER TABLE people ALTER COLUMN mail DROP NOT NULL", "not null public.people.mail missing"),
            new Deed("ALTER TABLE people ALTER COLUMN age SET NOT NULL", "not null public.people.age added"),
            new Deed("ALTER TABLE people ALTER COLUMN mail SET DEFAULT 'x'", "default public.people.mail changed"),
            new Deed("CREATE INDEX by_age ON people (age)", "index public.by_age added"),
            new Deed("DROP INDEX people_mail", "index public.people_mail missing"),
            new Deed(
                    "DROP INDEX people_mail; CREATE INDEX people_mail ON people (mail)",
                    "index public.people_mail changed"),
            new Deed("ALTER TABLE people DROP CONSTRAINT of_age", "constraint of_age on public.people missing"),
            new Deed(
                    "ALTER TABLE people DROP CONSTRAINT people_parent",
                    "constraint people_parent on public.people missing"),
            new Deed(
                    "CREATE OR REPLACE VIEW adults AS SELECT id, mail FROM people WHERE age > 20",
                    "view public.adults changed"),
            new Deed("DROP VIEW adults", "view public.adults missing"),
            new Deed("ALTER SEQUENCE numbers INCREMENT 5", "sequence public.numbers changed"),
            new Deed(
                    "CREATE OR REPLACE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2 * n;\nEND $$",
                    "function public.twice(n integer) changed"),
            new Deed("DROP TRIGGER people_noted ON people", "trigger people_noted on public.people missing"),
            new Deed(
                    "ALTER TABLE people DISABLE TRIGGER people_noted", "trigger people_noted on public.people changed"),
            new Deed("ALTER POLICY own ON people USING (id > 1)", "policy own on public.people changed"),
            new Deed("ALTER TABLE people ENABLE ROW LEVEL SECURITY", "row security public.people added"),
            new Deed("REVOKE SELECT ON people FROM PUBLIC", "grant SELECT on public.people to PUBLIC missing"),
            new Deed("COMMENT ON COLUMN people.mail IS 'other'", "comment table column public.people.mail changed"),
            new Deed("CREATE TABLE extra (id int PRIMARY KEY)", "table public.extra added"),
            new Deed("DROP TABLE people CASCADE", "table public.people missing"),
            new Deed("CREATE DOMAIN little AS int", "domain public.little added"),
            new Deed("CREATE SCHEMA elsewhere", "schema elsewhere added"));

    private static final List<Deed> ON_MYSQL = List.of(
            new Deed("ALTER TABLE people ADD COLUMN nick varchar(9) NOT NULL DEFAULT 'x'", "column people.nick added"),
            new Deed("ALTER TABLE parents DROP COLUMN name", "column parents.name missing"),
            new Deed("ALTER TABLE people MODIFY COLUMN mail varchar(200) NOT NULL", "column people.mail changed"),
            new Deed("ALTER TABLE parents MODIFY COLUMN name varchar(20) NOT NULL", "column parents.name changed"),
            new Deed("ALTER TABLE people ADD KEY by_age (age)", "key people.by_age added"),
            new Deed("ALTER TABLE people DROP KEY people_mail", "key people.people_mail missing"),
            new Deed(
                    "ALTER TABLE people DROP KEY people_mail, ADD UNIQUE KEY people_mail (mail)",
                    "key people.people_mail changed"),
            new Deed("ALTER TABLE people DROP CONSTRAINT of_age", "check people.of_age missing"),
            new Deed("ALTER TABLE people DROP FOREIGN KEY people_parent", "constraint people.people_parent missing"),
            new Deed("ALTER VIEW adults AS SELECT id, mail FROM people WHERE age > 20", "view adults changed"),
            new Deed("DROP VIEW adults", "view adults missing"),
            new Deed("DROP FUNCTION twice", "function twice missing"),
            new Deed("DROP TRIGGER people_noted", "trigger people_noted missing"),
            new Deed("ALTER TABLE parents COMMENT = 'other'", "table parents changed"),
            new Deed("CREATE TABLE extra (id int PRIMARY KEY, n int, KEY by_n (n))", "table extra added"),
            new Deed("DROP TABLE people", "table people missing"));

    static Stream<Arguments> deeds() {
        return Stream.of(
                Arguments.of(TestPostgres.server(14), POSTGRES, ON_POSTGRES),
                Arguments.of(TestPostgres.server(18), POSTGRES, ON_POSTGRES),
                Arguments.of(TestMariaDb.server("10.11"), MYSQL, ON_MYSQL),
                Arguments.of(TestMariaDb.server("11.4"), MYSQL, ON_MYSQL),
                Arguments.of(TestMySql.server("8.0"), MYSQL, ON_MYSQL));
    }

    /** In one database, one after another: each is taken back before the next. */
    @ParameterizedTest
    @MethodSource("deeds")
    void whatIsDoneByHandIsToldWithTheWayBackAndOnward(TestServer server, String schema, List<Deed> deeds)
            throws IOException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Place place = Place.on(server, folder)) {
            place.run(schema);
            Project project = place.project(Options.Gates.OPEN);
            project.write("V1__start", "CREATE TABLE started (id int PRIMARY KEY);");
            up(project);
            try (Migrator migrator = project.migrator()) {
                assertThat(drift(migrator)).isEmpty();
                for (Deed deed : deeds) {
                    place.run(deed.sql());
                    List<MigrationException> drift = drift(migrator);
                    List<String> told =
                            drift.stream().map(MigrationException::what).toList();
                    assertThat(told).as(deed.sql()).contains(deed.told());
                    assertThat(drift).extracting(MigrationException::exit).containsOnly(ExitCode.DRIFT);
                    drift.forEach(d -> runAll(place, fact(d, "back")));
                    assertThat(drift(migrator)).as("way back of " + deed).isEmpty();
                    drift.reversed().forEach(d -> runAll(place, fact(d, "onward")));
                    assertThat(drift(migrator).stream().map(MigrationException::what))
                            .as("way onward of " + deed)
                            .containsExactlyInAnyOrderElementsOf(told);
                    drift.forEach(d -> runAll(place, fact(d, "back")));
                    assertThat(drift(migrator)).as("second way back of " + deed).isEmpty();
                }
            }
        }
    }

    @Test
    void ofAValueAddedToAnEnumNoWayBackIsPretended() throws IOException {
        try (Place place = Place.on(TestPostgres.server(18), folder)) {
            place.run(POSTGRES);
            Project project = place.project(Options.Gates.OPEN);
            project.write("V1__start", "CREATE TABLE started (id int PRIMARY KEY);");
            try (Migrator migrator = project.migrator()) {
                migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
                place.run("ALTER TYPE mood ADD VALUE 'so-so'");
                MigrationException drift = drift(migrator).getFirst();
                assertThat(drift.what()).isEqualTo("type public.mood changed");
                assertThat(fact(drift, "back")).isEqualTo("the catalog does not tell enough to write it");
            }
        }
    }

    static Stream<TestServer> servers() {
        return Stream.of(TestPostgres.server(18), TestMariaDb.server("11.4"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void laterRunsDoNotHideIt(TestServer server) throws IOException {
        try (Place place = Place.on(server, folder)) {
            Project project = place.project(Options.Gates.OPEN);
            project.write("V1__start", "CREATE TABLE started (id int PRIMARY KEY);");
            up(project);
            place.run("CREATE TABLE by_hand (id int PRIMARY KEY)");
            project.write("V2__more", "ALTER TABLE started ADD COLUMN more int;");
            up(project);
            try (Migrator migrator = project.migrator()) {
                assertThat(drift(migrator)).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aMigrationThatNamesItMakesItOfficial(TestServer server) throws IOException {
        try (Place place = Place.on(server, folder)) {
            Project project = place.project(Options.Gates.OPEN);
            project.write("V1__start", "CREATE TABLE started (id int PRIMARY KEY);");
            up(project);
            place.run("CREATE TABLE by_hand (id int PRIMARY KEY)");
            project.write("V2__by_hand", "CREATE TABLE IF NOT EXISTS by_hand (id int PRIMARY KEY);");
            project.write("U2__by_hand", "DROP TABLE by_hand;");
            up(project);
            try (Migrator migrator = project.migrator()) {
                assertThat(drift(migrator)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatAMigrationAtItsGateHasMadeIsNoDriftAndWhatOthersTakeFromItIs(TestServer server) throws IOException {
        try (Place place = Place.on(server, folder)) {
            place.run("CREATE TABLE users (id int PRIMARY KEY, mail varchar(50))");
            place.run("INSERT INTO users VALUES (1, 'a'), (2, 'b')");
            Project project = place.project(Options.Gates.CLOSED);
            project.write(
                    "V1__rename", "-- db-migrations: zero-downtime\nALTER TABLE users RENAME COLUMN mail TO email;");
            up(project);
            try (Migrator migrator = project.migrator()) {
                assertThat(drift(migrator)).isEmpty();
                place.run("CREATE INDEX others ON users (mail)");
                assertThat(drift(migrator)).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aRunThatIsTakenBackLeavesNoDrift(TestServer server) throws IOException {
        try (Place place = Place.on(server, folder)) {
            Project project = place.project(Options.Gates.OPEN);
            project.write("V1__start", "CREATE TABLE started (id int PRIMARY KEY);");
            project.write("V2__more", "CREATE INDEX by_id ON started (id);");
            up(project);
            try (Migrator migrator = project.migrator()) {
                migrator.down(Migrator.Back.ONE, RunListener.SILENT);
                assertThat(drift(migrator)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anInstallationOfAnEarlierVersionIsRecordedWithItsNextRun(TestServer server) throws IOException {
        try (Place place = Place.on(server, folder)) {
            Project project = place.project(Options.Gates.OPEN);
            project.write("V1__start", "CREATE TABLE started (id int PRIMARY KEY);");
            up(project);
            place.run("DROP TABLE db_migrations_schema");
            try (Migrator migrator = project.migrator()) {
                Validation before = migrator.validate();
                assertThat(before.unknown()).anyMatch(u -> u.startsWith("nothing to compare with yet"));
                assertThat(migrator.overview().applied()).hasSize(1);
            }
            project.write("V2__more", "CREATE TABLE more (id int PRIMARY KEY);");
            up(project);
            place.run("DROP TABLE more");
            try (Migrator migrator = project.migrator()) {
                assertThat(drift(migrator)).extracting(MigrationException::what).hasSize(1);
            }
        }
    }

    private static void up(Project project) {
        try (Migrator migrator = project.migrator()) {
            migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
        }
    }

    private static List<MigrationException> drift(Migrator migrator) {
        return migrator.validate().problems().stream()
                .filter(problem -> problem.topic() == Topic.DRIFT)
                .map(Problem::failure)
                .toList();
    }

    private static String fact(MigrationException failure, String label) {
        return failure.facts().stream()
                .filter(f -> f.label().equals(label))
                .map(MigrationException.Fact::text)
                .findFirst()
                .orElseThrow();
    }

    /** Cut where one statement ends and the next begins on a line of its own. */
    private static void runAll(Place place, String sql) {
        List<String> statements =
                new ArrayList<>(List.of(sql.split(";\\n(?=CREATE |ALTER |DROP |GRANT |REVOKE |COMMENT )")));
        statements.forEach(s -> place.run(s.replaceFirst(";$", "")));
    }
}
