package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.Script.Part;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OneFileFormatsTest {

    @TempDir
    Path root;

    private TestFolder folder() {
        return new TestFolder(root);
    }

    /** The lines of each part with their numbers, without blank ones. */
    private static List<String> read(Script script) {
        return script.parts().stream().map(OneFileFormatsTest::read).toList();
    }

    private static String read(Part part) {
        try (Reader reader = part.text().open()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            List<String> lines = text.toString().lines().toList();
            return IntStream.range(0, lines.size())
                    .filter(i -> !lines.get(i).isBlank())
                    .mapToObj(i -> (i + 1) + ":" + lines.get(i))
                    .collect(Collectors.joining("|"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void dbmateHoldsBothWaysInOneFile() {
        MigrationFile file = folder().with(
                        "20240101000000_users.sql",
                        "-- migrate:up transaction:false",
                        "CREATE TABLE users (id int);",
                        "",
                        "-- migrate:down",
                        "DROP TABLE users;")
                .only();
        assertThat(file.format()).isEqualTo(Format.DBMATE);
        assertThat(file.label()).isEqualTo("V20240101000000");
        assertThat(file.transaction()).isEqualTo(TransactionMark.WITHOUT);
        assertThat(read(file.up())).containsExactly("2:CREATE TABLE users (id int);");
        assertThat(read(file.undo().orElseThrow())).containsExactly("5:DROP TABLE users;");
    }

    @Test
    void severalPairsOfDbmateGoBackInReverse() {
        MigrationFile file = folder().with(
                        "1_users.sql",
                        "-- migrate:up",
                        "a;",
                        "-- migrate:down",
                        "not a;",
                        "-- migrate:up",
                        "b;",
                        "-- migrate:down",
                        "not b;")
                .only();
        assertThat(read(file.up())).containsExactly("2:a;|6:b;");
        assertThat(read(file.undo().orElseThrow())).containsExactly("8:not b;", "4:not a;");
    }

    @Test
    void theWayBackDoesNotCountInAChecksum() {
        MigrationFolder both = folder().with("1_a.sql", "-- migrate:up", "SELECT 1;", "-- migrate:down", "SELECT 2;")
                .with("2_b.sql", "-- migrate:up", "SELECT 1;", "-- migrate:down", "SELECT 3;")
                .read();
        assertThat(both.files())
                .extracting(MigrationFile::exactChecksum)
                .containsOnly(Checksum.ofLines(List.of("SELECT 1;")));
    }

    @Test
    void gooseMarksAStatementThatHoldsTerminators() {
        MigrationFile file = folder().with(
                        "00001_f.sql",
                        "-- +goose NO TRANSACTION",
                        "-- +goose Up",
                        "SELECT 1;",
                        "-- +goose StatementBegin",
                        "CREATE FUNCTION f() BEGIN",
                        "  x; END;",
                        "-- +goose StatementEnd",
                        "SELECT 2;",
                        "-- +goose Down",
                        "DROP FUNCTION f;")
                .only();
        assertThat(file.format()).isEqualTo(Format.GOOSE);
        assertThat(file.transaction()).isEqualTo(TransactionMark.WITHOUT);
        assertThat(read(file.up()))
                .containsExactly("3:SELECT 1;", "5:CREATE FUNCTION f() BEGIN|6:  x; END;", "8:SELECT 2;");
        assertThat(file.up().parts())
                .extracting(Part::form)
                .containsExactly(Script.Form.STATEMENTS, Script.Form.ONE_STATEMENT, Script.Form.STATEMENTS);
        assertThat(read(file.undo().orElseThrow())).containsExactly("10:DROP FUNCTION f;");
    }

    @Test
    void withoutADownMarkNoWayBackIsWritten() {
        MigrationFile file =
                folder().with("1_a.sql", "-- +goose Up", "SELECT 1;").only();
        assertThat(file.undo()).isEmpty();
    }

    @Test
    void everyChangesetIsAMigration() {
        MigrationFolder files = folder().with(
                        "changelog.sql",
                        "-- liquibase formatted sql",
                        "/* what we are",
                        "   about */",
                        "--changeset bob:1 runInTransaction:false",
                        "--comment: users",
                        "CREATE TABLE users (id int);",
                        "--rollback DROP",
                        "--rollback   TABLE users;",
                        "--changeset \"bob the builder\":two words:x dbms:postgresql,h2",
                        "SELECT 2;",
                        "--rollback not required",
                        "--changeset bob:3 dbms:!postgresql",
                        "SELECT 3;",
                        "--changeset bob:4 runOnChange:true",
                        "SELECT 4;",
                        "/* liquibase rollback",
                        "SELECT 5;",
                        "*/")
                .read();
        assertThat(files.files())
                .extracting(MigrationFile::label)
                .containsExactly("bob:1", "bob the builder:two", "bob:4");
        MigrationFile users = files.find("bob:1").orElseThrow();
        assertThat(read(users.up())).containsExactly("5:--comment: users|6:CREATE TABLE users (id int);");
        assertThat(read(users.undo().orElseThrow())).containsExactly("7:           DROP|8:             TABLE users;");
        assertThat(users.transaction()).isEqualTo(TransactionMark.WITHOUT);
        assertThat(files.find("bob the builder:two").orElseThrow().undo())
                .hasValueSatisfying(undo -> assertThat(read(undo)).isEmpty());
        assertThat(read(files.find("bob:4").orElseThrow().undo().orElseThrow())).containsExactly("17:SELECT 5;");
    }

    @Test
    void changesetsOfTwoFilesMayShareAName() {
        MigrationFolder read = folder().with("a.sql", "--liquibase formatted sql", "--changeset bob:1", "SELECT 1;")
                .with("more/b.sql", "--liquibase formatted sql", "--changeset bob:1", "SELECT 1;")
                .read();
        assertThat(read.files()).extracting(MigrationFile::label).containsExactly("bob:1", "bob:1@more/b.sql");
    }

    /** A file that is refused, and what its golden is called. */
    record Refused(String golden, String name, List<String> lines) {
        Refused(String golden, String name, String... lines) {
            this(golden, name, List.of(lines));
        }

        @Override
        public String toString() {
            return golden;
        }
    }

    static List<Refused> refused() {
        return List.of(
                new Refused("dbmate-sql-before-mark", "1_a.sql", "SELECT 1;", "-- migrate:up", "SELECT 2;"),
                new Refused("dbmate-unknown-option", "1_a.sql", "-- migrate:up transation:false", "SELECT 2;"),
                new Refused("goose-two-ups", "1_a.sql", "-- +goose Up", "SELECT 1;", "-- +goose Up"),
                new Refused("goose-not-closed", "1_a.sql", "-- +goose Up", "-- +goose StatementBegin", "SELECT 1;"),
                new Refused("goose-not-opened", "1_a.sql", "-- +goose Up", "SELECT 1;", "-- +goose StatementEnd"),
                new Refused("goose-unknown-mark", "1_a.sql", "-- +goose Up", "-- +goose ENVSUB ON", "SELECT 1;"),
                new Refused(
                        "changeset-one-dash", "a.sql", "--liquibase formatted sql", "-changeset bob:1", "SELECT 1;"),
                new Refused(
                        "changeset-without-id", "a.sql", "--liquibase formatted sql", "--changeset bob", "SELECT 1;"),
                new Refused(
                        "changeset-twice",
                        "a.sql",
                        "--liquibase formatted sql",
                        "--changeset bob:1",
                        "SELECT 1;",
                        "--changeset bob:1",
                        "SELECT 1;"),
                new Refused("changeset-sql-outside", "a.sql", "--liquibase formatted sql", "SELECT 1;"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void marksThatContradictThemselvesAreTold(Refused refused) {
        TestFolder folder = folder().with(refused.name(), refused.lines().toArray(String[]::new));
        var told = catchThrowableOfType(MigrationException.class, folder::read);
        assertThat(told).as("refusal").isNotNull();
        Golden.assertMatches("project/" + refused.golden() + ".txt", told.toText());
    }
}
