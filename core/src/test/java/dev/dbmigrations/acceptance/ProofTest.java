package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.Proofs;
import dev.dbmigrations.Proofs.Proof;
import dev.dbmigrations.Scratch;
import dev.dbmigrations.Validation;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A way back is what it says: it is tried on a scratch database, and found there where its text does not tell it. */
class ProofTest {
    private static final TestServer POSTGRES = TestPostgres.server(18);
    private static final TestServer MARIADB = TestMariaDb.server("11.4");

    private static final String TABLES = """
            CREATE TABLE parents (id int PRIMARY KEY, name varchar(20) NOT NULL);
            CREATE TABLE people (id int PRIMARY KEY, mail varchar(50) NOT NULL, born date NOT NULL, parent int NOT NULL,
              CONSTRAINT people_parent FOREIGN KEY (parent) REFERENCES parents (id));
            """;

    @TempDir
    Path folder;

    static Stream<TestServer> servers() {
        return Stream.of(POSTGRES, MARIADB);
    }

    static Stream<TestServer> everyServer() {
        return TestServers.all().stream().filter(server -> server.whyAbsent().isEmpty());
    }

    /** What nobody derives from the text, and what takes it back. */
    static Stream<Arguments> opaque() {
        return Stream.of(
                Arguments.of(
                        POSTGRES,
                        """
                        DO $$ BEGIN
                          CREATE TABLE notes (id int PRIMARY KEY, person int REFERENCES people);
                          CREATE VIEW noted AS SELECT id FROM notes;
                          ALTER TABLE people ADD COLUMN nick text NOT NULL DEFAULT 'none';
                        END $$;
                        """,
                        List.of(
                                "ALTER TABLE public.people DROP COLUMN nick",
                                "DROP VIEW public.noted",
                                "DROP TABLE public.notes")),
                Arguments.of(
                        POSTGRES,
                        "CREATE OR REPLACE VIEW grown AS SELECT id FROM people WHERE id > 2;",
                        List.of(
                                "DROP VIEW public.grown",
                                "CREATE VIEW public.grown AS  SELECT id\n   FROM public.people")),
                Arguments.of(
                        POSTGRES,
                        "ALTER SEQUENCE numbers INCREMENT 5;",
                        List.of("ALTER SEQUENCE public.numbers AS bigint START 1 INCREMENT 1 MINVALUE 1"
                                + " MAXVALUE 9223372036854775807 CACHE 1 NO CYCLE")),
                Arguments.of(
                        MARIADB,
                        "EXECUTE IMMEDIATE 'CREATE TABLE notes (id int PRIMARY KEY)';",
                        List.of("DROP TABLE notes")),
                Arguments.of(
                        MARIADB,
                        "BEGIN NOT ATOMIC CREATE VIEW noted AS SELECT id FROM people; CREATE INDEX by_mail ON people (mail); END;",
                        List.of("DROP VIEW noted", "ALTER TABLE people DROP KEY by_mail")),
                Arguments.of(
                        MARIADB,
                        "ALTER TABLE people COMMENT = 'of us all';",
                        List.of("ALTER TABLE people ENGINE=InnoDB COLLATE=utf8mb4_general_ci COMMENT=''")));
    }

    @ParameterizedTest
    @MethodSource("opaque")
    void whatNobodyCouldReadIsTakenBackByWhatTheCatalogTells(TestServer server, String sql, List<String> undo)
            throws Exception {
        try (Stage stage = new Stage(server)) {
            String more = server.equals(POSTGRES)
                    ? "CREATE VIEW grown AS SELECT id FROM people;\nCREATE SEQUENCE numbers;\n"
                    : "";
            stage.project.write("V1__tables", TABLES + more);
            stage.up();
            stage.project.write("V2__opaque", sql);
            Proof proof = stage.prove("V2");
            assertThat(proof.problem()).as("%s", proof).isEmpty();
            assertThat(proof.derived()).containsExactlyInAnyOrderElementsOf(undo);
            stage.project.write("U2__opaque", Proofs.text(proof.derived()));
            assertThat(stage.prove("V2").problem()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyServer")
    void aWrittenUndoThatForgetsSomethingIsFoundObjectByObject(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            stage.project.write("V1__tables", TABLES);
            stage.up();
            stage.project.write(
                    "V2__more", "CREATE TABLE more (id int PRIMARY KEY);\nCREATE INDEX by_mail ON people (mail);\n");
            stage.project.write("U2__more", "DROP TABLE more;\n");
            MigrationException problem = stage.prove("V2").problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("DBM-7301");
            assertThat(problem.what()).isEqualTo("the way back of V2 does not lead back");
            assertThat(problem.why().getFirst()).contains("by_mail was not there before, and is now");
            stage.project.write("U2__more", "DROP INDEX by_mail" + stage.onPeople() + ";\nDROP TABLE more;\n");
            assertThat(stage.prove("V2").problem()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aWrittenUndoThatLosesValuesIsFoundByRowsThatAreMadeForIt(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            stage.project.write("V1__tables", TABLES);
            stage.up();
            stage.project.write("V2__narrow", "ALTER TABLE people DROP COLUMN mail;\n");
            stage.project.write("U2__narrow", "ALTER TABLE people ADD COLUMN mail varchar(50) NOT NULL DEFAULT '';\n");
            MigrationException problem = stage.prove("V2").problem().orElseThrow();
            assertThat(problem.why().getFirst()).contains("people", "have other values");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatIsDerivedAnywayIsProvedWithTheDataItKeeps(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            stage.project.write("V1__tables", TABLES);
            stage.up();
            stage.project.write("V2__away", "ALTER TABLE people DROP COLUMN mail;\n");
            Proof proof = stage.prove("V2");
            assertThat(proof.problem()).isEmpty();
            assertThat(proof.derived()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatNoMigrationHasMadeIsCopiedFromTheCatalog(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            for (String statement : TABLES.split(";\n")) {
                stage.database.execute(statement);
            }
            stage.project.write("V1__mail", "CREATE INDEX by_mail ON people (mail);\n");
            stage.project.write("U1__mail", "DROP INDEX by_mail" + stage.onPeople() + ";\n");
            Proofs proofs = stage.proofs("V1");
            assertThat(proofs.tried()).allMatch(Proof::holds).hasSize(1);
            assertThat(proofs.warnings()).isEmpty();
            assertThat(proofs.notes())
                    .containsExactly(
                            "a scratch database with 0 migrations that are applied, and 2 objects of the catalog");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatDoesNotRunOnFilledTablesIsTriedOnEmptyOnes(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            stage.project.write("V1__tables", TABLES);
            stage.up();
            stage.project.write("V2__adult", "ALTER TABLE people ADD CONSTRAINT old CHECK (born < '1990-01-01');\n");
            Proofs proofs = stage.proofs("V2");
            assertThat(proofs.tried()).allMatch(Proof::holds).hasSize(1);
            assertThat(proofs.notes()).anyMatch(note -> note.startsWith("V2 was tried on empty tables; "));
        }
    }

    @ParameterizedTest
    @MethodSource("everyServer")
    void validationTriesWhatIsPendingAndWhatWasAppliedLast(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            stage.project.write("V1__tables", TABLES);
            stage.project.write("V2__more", "CREATE TABLE more (id int PRIMARY KEY);\n");
            stage.project.write("U2__more", "DROP TABLE IF EXISTS moore;\n");
            stage.up();
            stage.project.write("V3__mail", "CREATE INDEX by_mail ON people (mail);\n");
            stage.project.write("V4__mail", "ALTER TABLE people ADD COLUMN nick varchar(9);\n");
            stage.project.write("U4__mail", "ALTER TABLE people DROP COLUMN nik;\n");
            Validation validation = stage.validate();
            assertThat(validation.problems().stream()
                            .filter(problem -> problem.topic() == Topic.WAY_BACK)
                            .filter(Problem::error)
                            .map(problem -> problem.failure().code()))
                    .containsExactly("DBM-7301", "DBM-7303");
            assertThat(validation.checked()).anyMatch(what -> what.startsWith("V3 run and taken back on "));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatWaitsAtItsGateCountsAsDone(TestServer server) throws Exception {
        try (Stage stage = new Stage(server)) {
            stage.project.write("V1__tables", TABLES);
            stage.project.write(
                    "V2__rename", "-- db-migrations: zero-downtime\nALTER TABLE people RENAME COLUMN mail TO email;\n");
            stage.up();
            stage.project.write("V3__more", "ALTER TABLE people ADD COLUMN nick varchar(9);\n");
            Proofs proofs = stage.proofs("V3");
            assertThat(proofs.tried()).allMatch(Proof::holds).hasSize(1);
            assertThat(proofs.warnings()).isEmpty();
        }
    }

    @Test
    void whenTheTimeIsOverThatIsSaid() throws Exception {
        try (Stage stage = new Stage(POSTGRES)) {
            stage.limit = Duration.ofSeconds(2);
            stage.project.write("V1__slow", "SELECT pg_sleep(60);\n");
            Proofs proofs = stage.proofs("V1");
            assertThat(proofs.tried()).isEmpty();
            assertThat(proofs.unknown()).containsExactly("V1: the time was over");
        }
    }

    /** A project, its database, and scratch databases of the same server. */
    private final class Stage implements AutoCloseable {
        private final TestServer server;
        private final TestDatabase database;
        private final Project project;
        private Duration limit = Scratch.USUAL_LIMIT;

        Stage(TestServer server) {
            this.server = server;
            this.database = server.fresh();
            this.project = new Project(database.url(), folder, Options.Gates.CLOSED);
        }

        String onPeople() {
            return server.toString().startsWith("PostgreSQL") ? "" : " ON people";
        }

        void up() {
            try (Migrator migrator = project.migrator()) {
                migrator.up(Until.THE_END, RunListener.SILENT);
            }
        }

        Proof prove(String name) throws SQLException {
            return proofs(name).tried().getFirst();
        }

        Proofs proofs(String name) throws SQLException {
            try (TestDatabase scratch = server.fresh();
                    Migrator migrator = project.migrator()) {
                return migrator.prove(migrator.read(List.of(name)), scratch(scratch));
            }
        }

        Validation validate() throws SQLException {
            try (TestDatabase scratch = server.fresh();
                    Migrator migrator = project.migrator()) {
                return migrator.validate(scratch(scratch));
            }
        }

        private Scratch scratch(TestDatabase scratch) {
            return new Scratch(new Login(scratch.url(), "", () -> "", Map.of()), limit);
        }

        @Override
        public void close() throws SQLException {
            database.close();
        }
    }
}
