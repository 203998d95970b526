package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A migration is planned, run, watched, broken off, resumed and taken back. */
interface RunPromises extends Contract {

    /** A table that counts as large. */
    private void fill() {
        place().run(
                        "CREATE TABLE users (id " + speech().numbered("int")
                                + ", mail varchar(40) NOT NULL, n int, team int)",
                        "CREATE TABLE teams (id int NOT NULL PRIMARY KEY)",
                        "CREATE INDEX users_mail ON users (mail)",
                        "INSERT INTO teams VALUES (0), (1), (2)",
                        "INSERT INTO users (id, mail, n, team) SELECT n, concat('m', n), n, n % 3 FROM ("
                                + Numbers.upTo(2_000) + ") AS numbers",
                        speech().measured("users"));
    }

    private Migrator migrator(Gates gates) {
        return place().project(gates).migrator();
    }

    private void migration(String name, String... statements) {
        try {
            place().project(Gates.OPEN).write(name, String.join(";\n", statements) + ";\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private MigrationException refusal(Runnable work) {
        MigrationException refusal = catchThrowableOfType(MigrationException.class, work::run);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.toText()).contains("\n  state ").contains("\n  next ");
        return refusal;
    }

    private String fingerprint() {
        return place().database()
                .catalog()
                .fingerprint(place().database().catalog().readAll());
    }

    private List<String> rows(String columns) {
        return place().ask("SELECT " + columns + " FROM users ORDER BY id");
    }

    @Test
    default void mustNotFail52_aPlanIsMadeWithoutChangingAnything() {
        fill();
        String before = fingerprint();
        migration("V1__rename", "ALTER TABLE users RENAME COLUMN mail TO email");
        try (Migrator migrator = migrator(Gates.CLOSED)) {
            Plan plan = migrator.plan(migrator.pending(Until.THE_END)).getFirst();
            assertThat(plan.strategy().name()).isEqualTo("EXPAND_CONTRACT");
            assertThat(plan.steps()).hasSizeGreaterThan(3);
            assertThat(migrator.analyze(migrator.pending(Until.THE_END))).isNotEmpty();
        }
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    default void aRenameStopsAtItsGateGoesThroughItAndBack() {
        fill();
        List<String> before = rows("id, mail, n, team");
        migration("V1__rename", "ALTER TABLE users RENAME COLUMN mail TO email");
        try (Migrator migrator = migrator(Gates.CLOSED)) {
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).waiting()).isPresent();
            place().run("UPDATE users SET email = 'new' WHERE id = 1", "UPDATE users SET mail = 'old' WHERE id = 2");
            assertThat(place().ask("SELECT mail, email FROM users WHERE id <= 2 ORDER BY id"))
                    .containsExactly("new new", "old old");
            place().run("UPDATE users SET mail = concat('m', id) WHERE id <= 2");
            migrator.complete(Optional.empty(), RunListener.SILENT);
            assertThat(rows("id, email, n, team")).isEqualTo(before);
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).finished())
                    .isEmpty();
            migrator.down(Back.ONE, RunListener.SILENT);
            assertThat(migrator.overview().applied()).isEmpty();
        }
        assertThat(rows("id, mail, n, team")).isEqualTo(before);
    }

    @Test
    default void aRunThatWaitsAtItsGateIsTakenBackWithoutATrace() {
        fill();
        String before = fingerprint();
        List<String> rows = rows("id, mail, n, team");
        migration("V1__wider", speech().changeType("users", "n", "bigint"));
        try (Migrator migrator = migrator(Gates.CLOSED)) {
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).waiting()).isPresent();
            assertThat(fingerprint()).isNotEqualTo(before);
            migrator.down(Back.ONE, RunListener.SILENT);
        }
        place().run(
                        "DROP TABLE schema_migrations",
                        "DROP TABLE db_migrations_journal",
                        "DROP TABLE db_migrations_schema",
                        "DROP TABLE db_migrations_runner");
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(rows("id, mail, n, team")).isEqualTo(rows);
    }

    @Test
    default void dangerousStatementsRunToTheirEndAndAreTakenBackOneByOne() {
        fill();
        List<String> before = rows("id, mail, n, team");
        migration("V1__needed", speech().setNotNull("users", "n", "int"));
        migration("V2__wider", speech().changeType("users", "team", "bigint"));
        migration("V3__unique", "ALTER TABLE users ADD CONSTRAINT users_n UNIQUE (n)");
        migration("V4__index", "CREATE INDEX users_team ON users (team)");
        migration("V5__column", "ALTER TABLE users ADD COLUMN note varchar(10) DEFAULT 'x' NOT NULL");
        migration("V6__batches", "UPDATE users SET note = concat('n', id % 7)");
        try (Migrator migrator = migrator(Gates.OPEN)) {
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).pending()).isZero();
            assertThat(place().ask("SELECT count(*) FROM users WHERE note <> concat('n', id % 7)"))
                    .containsExactly("0");
            assertThat(migrator.overview().applied()).hasSize(6);
            migrator.down(Back.ONE, RunListener.SILENT);
            assertThat(place().ask("SELECT count(*) FROM users WHERE note <> 'x'"))
                    .as("rows are what they were")
                    .containsExactly("0");
            assertThat(migrator.overview().applied()).hasSize(5);
        }
        assertThat(rows("id, mail, n, team")).isEqualTo(before);
    }

    @Test
    default void migrationsThatMakeTablesRunEachOnWhatThoseBeforeItLeave() {
        migration("V1__a", "CREATE TABLE a (id int NOT NULL PRIMARY KEY)");
        migration("V2__b", "CREATE TABLE b (id int NOT NULL PRIMARY KEY)", "CREATE INDEX b_id ON b (id)");
        migration("V3__c", "CREATE TABLE c (id int, CONSTRAINT c_a FOREIGN KEY (id) REFERENCES a (id))");
        migration("V4__more", "ALTER TABLE a ADD COLUMN n int");
        migration("V5__d", "CREATE TABLE d (id int NOT NULL PRIMARY KEY)");
        migration("V6__twice", "CREATE TABLE b (id int NOT NULL PRIMARY KEY)");
        migration("V7__e", "CREATE TABLE e (id int NOT NULL PRIMARY KEY)");
        try (Migrator migrator = migrator(Gates.OPEN)) {
            assertThat(refusal(() -> migrator.up(Until.THE_END, RunListener.SILENT))
                            .toText())
                    .contains("V6__twice.sql:1");
            assertThat(migrator.overview().applied()).hasSize(5);
            if (!migrator.overview().inFlight().isEmpty()) {
                migrator.down(Back.ONE, RunListener.SILENT);
            }
        }
        assertThat(place().ask("SELECT count(*) FROM b"))
                .as("a table that was there before goes by no undo")
                .containsExactly("0");
        migration("V6__twice", "CREATE TABLE f (id int NOT NULL PRIMARY KEY)");
        try (Migrator migrator = migrator(Gates.OPEN)) {
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).finished())
                    .hasSize(2);
            assertThat(place().ask("SELECT count(n) FROM a")).containsExactly("0");
        }
    }

    @Test
    default void aRefusedStatementIsExplainedWithItsPlace() {
        fill();
        String before = fingerprint();
        migration("V1__wrong", "CREATE TABLE a (id int NOT NULL PRIMARY KEY)", "INSERT INTO a VALUES (1), (1)");
        MigrationException refusal;
        try (Migrator migrator = migrator(Gates.OPEN)) {
            refusal = refusal(() -> migrator.up(Until.THE_END, RunListener.SILENT));
            assertThat(refusal.code()).isEqualTo("DBM-6101");
            assertThat(refusal.toText()).contains("V1__wrong.sql:2 ", "INSERT INTO a");
            boolean undone = can(Capability.TRANSACTIONAL_DDL);
            assertThat(migrator.overview().inFlight()).hasSize(undone ? 0 : 1);
            if (!undone) {
                migrator.down(Back.ONE, RunListener.SILENT);
            }
            assertThat(migrator.overview().inFlight()).isEmpty();
        }
        place().run(
                        "DROP TABLE schema_migrations",
                        "DROP TABLE db_migrations_journal",
                        "DROP TABLE db_migrations_schema",
                        "DROP TABLE db_migrations_runner");
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    default void rowsThatAreNotReadyStopTheRunBeforeItsFirstStep() {
        fill();
        place().run("UPDATE users SET n = NULL WHERE id IN (3, 5)");
        migration("V1__needed", speech().setNotNull("users", "n", "int"));
        try (Migrator migrator = migrator(Gates.OPEN)) {
            MigrationException refusal = refusal(() -> migrator.up(Until.THE_END, RunListener.SILENT));
            assertThat(refusal.code()).isEqualTo("DBM-6021");
            assertThat(refusal.toText()).contains("found   2 × ").contains("for example 3, 5");
            assertThat(migrator.overview().inFlight()).isEmpty();
            assertThat(migrator.validate().problems()).isNotEmpty();
        }
    }

    @Test
    default void aTableThatSomebodyHoldsIsGivenUpAndTheHolderNamed() {
        fill();
        migration("V1__column", "ALTER TABLE users ADD COLUMN note varchar(10)");
        try (Session holder = place().session("reporting");
                Migrator migrator = place().project(Gates.OPEN)
                        .withLockPatience(Duration.ofMillis(600))
                        .migrator()) {
            holder.inTransaction(LockBudget.UNLIMITED, open -> {
                open.execute("UPDATE users SET n = n WHERE id = 1");
                MigrationException refusal = refusal(() -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(refusal.code()).isEqualTo("DBM-2107");
                assertThat(refusal.toText()).contains("held by pid " + holder.id());
                return "done";
            });
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).pending()).isZero();
        }
    }

    @Test
    default void aSecondRunnerIsRefusedAndToldWhoIsAtWork() {
        fill();
        migration("V1__rename", "ALTER TABLE users RENAME COLUMN mail TO email");
        List<MigrationException> second = new ArrayList<>();
        RunListener disturbed = new RunListener() {
            @Override
            public void stepStarted(StepPlace at) {
                if (at.number() == 1) {
                    try (Migrator other = migrator(Gates.OPEN)) {
                        second.add(refusal(() -> other.up(Until.THE_END, RunListener.SILENT)));
                    }
                }
            }
        };
        try (Migrator migrator = place().project(Gates.OPEN).migrator()) {
            assertThat(migrator.up(Until.THE_END, disturbed).pending()).isZero();
        }
        assertThat(second).extracting(MigrationException::code).containsExactly("DBM-6001");
        assertThat(second.getFirst().toText()).contains("held by ");
    }

    @Test
    default void aRunIsAbortedFromElsewhereAndTakenBack() {
        fill();
        List<String> before = rows("id, mail, n, team");
        migration("V1__rename", "ALTER TABLE users RENAME COLUMN mail TO email");
        RunListener aborted = new RunListener() {
            @Override
            public void stepDone(StepPlace at, Duration took) {
                if (at.number() == 1) {
                    try (Migrator other = migrator(Gates.OPEN)) {
                        assertThat(other.abort("enough")).isEqualTo(1);
                    }
                }
            }
        };
        try (Migrator migrator = migrator(Gates.OPEN)) {
            assertThat(refusal(() -> migrator.up(Until.THE_END, aborted)).toText())
                    .contains("V1 was aborted", "why     enough");
            assertThat(migrator.overview().inFlight()).hasSize(1);
            migrator.down(Back.ONE, RunListener.SILENT);
            assertThat(migrator.overview().inFlight()).isEmpty();
        }
        assertThat(rows("id, mail, n, team")).isEqualTo(before);
    }

    @Test
    default void aLostConnectionIsFoundAgainAndTheRunGoesOn() {
        fill();
        List<String> before = rows("id, mail, n, team");
        migration("V1__rename", "ALTER TABLE users RENAME COLUMN mail TO email");
        RunListener cut = new RunListener() {
            @Override
            public void stepDone(StepPlace at, Duration took) {
                if (at.number() == 2) {
                    List<String> sessions = place().ask("SELECT lock_session FROM db_migrations_runner UNION"
                            + " SELECT work_session FROM db_migrations_runner");
                    sessions.stream()
                            .filter(id -> !id.equals("null"))
                            .forEach(id -> place().ask(speech().endSession(Long.parseLong(id))));
                }
            }
        };
        try (Migrator migrator = migrator(Gates.OPEN)) {
            assertThat(migrator.up(Until.THE_END, cut).pending()).isZero();
        }
        assertThat(rows("id, email, n, team")).isEqualTo(before);
    }

    @Test
    default void whatTheAuthorWantsDirectlyIsDoneAsWritten() {
        fill();
        migration("V1__direct", "-- db-migrations: strategy=direct\nALTER TABLE users RENAME COLUMN mail TO email");
        try (Migrator migrator = migrator(Gates.CLOSED)) {
            assertThat(migrator.up(Until.THE_END, RunListener.SILENT).pending()).isZero();
            assertThat(migrator.overview().applied()).hasSize(1);
        }
        assertThat(rows("email")).hasSize(2_000);
    }
}
