package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.database.postgres.PostgresParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationReaderTest {

    @TempDir
    Path root;

    private TestFolder folder() {
        return new TestFolder(root);
    }

    private static Migration read(MigrationFile file) {
        return MigrationReader.read(file, PostgresLexicalRules.RULES, new PostgresParser());
    }

    private static List<String> texts(List<Statement> statements) {
        return statements.stream()
                .map(statement -> statement.position().line() + ": " + statement.text())
                .toList();
    }

    private void assertRefused(String golden, TestFolder folder) {
        var told = catchThrowableOfType(MigrationException.class, () -> read(folder.only()));
        assertThat(told).as("refusal").isNotNull();
        Golden.assertMatches("project/" + golden + ".txt", told.toText());
    }

    @Test
    void aMigrationIsReadWithItsUndoAndItsDirectives() {
        Migration read = read(folder().with(
                        "V1__a.sql",
                        "-- db-migrations: zero-downtime",
                        "ALTER TABLE users ADD COLUMN email text; -- db-migrations: up(email) = lower(mail)",
                        "",
                        "SELECT ';' /* db-migrations: allow=x reason=y */;")
                .with("U1__a.sql", "ALTER TABLE users DROP COLUMN email")
                .only());
        assertThat(texts(read.statements()))
                .containsExactly("2: ALTER TABLE users ADD COLUMN email text", "4: SELECT ';'");
        assertThat(read.statements().getFirst().changes()).hasOnlyElementsOfType(AddColumn.class);
        assertThat(read.undo().written()).isTrue();
        assertThat(texts(read.undo().statements())).containsExactly("1: ALTER TABLE users DROP COLUMN email");
        assertThat(read.directives().zeroDowntime()).isTrue();
        assertThat(read.directives().conversions().up()).containsEntry("email", "lower(mail)");
        assertThat(read.directives().allows("x")).isTrue();
    }

    @Test
    void aDirectiveInsideAStringSaysNothing() {
        Migration read = read(folder().with("V1__a.sql", "SELECT '", "-- db-migrations: nonsense", "';")
                .only());
        assertThat(read.directives().zeroDowntime()).isFalse();
    }

    @Test
    void layoutCommentsAndCaseLeaveTheNormalisedChecksumAsItIs() {
        MigrationFolder both = folder().with("V1__a.sql", "ALTER TABLE users ADD COLUMN email text;", "SELECT 'A';")
                .with("V2__b.sql", "alter table USERS", "  add column email TEXT; -- new", "SELECT 'A'")
                .with("V3__c.sql", "ALTER TABLE users ADD COLUMN email text;", "SELECT 'a';")
                .read();
        List<String> sums = both.files().stream()
                .map(file -> read(file).checksums().normalised())
                .toList();
        assertThat(sums.get(0)).hasSize(64).isEqualTo(sums.get(1)).isNotEqualTo(sums.get(2));
        assertThat(MigrationReader.normalisedChecksum(both.files().getFirst(), PostgresLexicalRules.RULES))
                .isEqualTo(sums.getFirst());
    }

    @Test
    void rowsThatFollowACopyBelongToIt() {
        Migration read = read(folder().with("V1__a.sql", "COPY t FROM stdin;", "1\tone;", "2\ttwo", "\\.", "SELECT 1;")
                .only());
        assertThat(texts(read.statements())).containsExactly("1: COPY t FROM stdin;\n1\tone;\n2\ttwo\n", "5: SELECT 1");
    }

    @Test
    void aStatementMarkedByGooseIsNotCut() {
        Migration read = read(folder().with(
                        "1_f.sql",
                        "-- +goose NO TRANSACTION",
                        "-- db-migrations: strategy=online",
                        "-- +goose Up",
                        "SELECT 1;",
                        "-- +goose StatementBegin",
                        "  SELECT 2; SELECT 3;",
                        "-- +goose StatementEnd",
                        "-- +goose Down",
                        "SELECT 4;")
                .only());
        assertThat(texts(read.statements())).containsExactly("4: SELECT 1", "6: SELECT 2; SELECT 3");
        assertThat(texts(read.undo().statements())).containsExactly("9: SELECT 4");
        assertThat(read.directives().transactionNone()).isTrue();
        assertThat(read.directives().strategy()).isPresent();
    }

    @Test
    void aChangesetIsReadFromItsLinesOnly() {
        MigrationFolder folder = folder().with(
                        "log.sql",
                        "--liquibase formatted sql",
                        "--changeset bob:1",
                        "SELECT",
                        "--rollback SELECT 3",
                        "  1;",
                        "--rollback   ;",
                        "--changeset bob:2",
                        "SELECT 2;")
                .read();
        Migration read = read(folder.files().getFirst());
        assertThat(texts(read.statements())).containsExactly("3: SELECT\n\n  1");
        assertThat(texts(read.undo().statements())).containsExactly("4: SELECT 3");
    }

    @Test
    void aFileOfCommentsIsEmpty() {
        assertRefused("empty", folder().with("V1__a.sql", "-- to be written"));
    }

    @Test
    void aStringThatIsNeverClosedIsToldWithItsPlace() {
        assertRefused("not-closed", folder().with("V1__a.sql", "SELECT 1;", "SELECT 'x;"));
    }

    @Test
    void anUnknownDirectiveIsToldWithItsPlace() {
        assertRefused(
                "unknown-directive", folder().with("V1__a.sql", "SELECT 1;", "", "-- db-migrations: zero-downtim"));
    }

    @Test
    void aChangesetWithPreconditionsIsNotRunWithoutThem() {
        assertRefused(
                "changeset-preconditions",
                folder().with(
                                "a.sql",
                                "--liquibase formatted sql",
                                "--changeset bob:1",
                                "--preconditions onFail:MARK_RAN",
                                "SELECT 1;"));
    }

    @Test
    void aChangesetThatRunsAlwaysIsTold() {
        assertRefused(
                "changeset-always",
                folder().with("a.sql", "--liquibase formatted sql", "--changeset bob:1 runAlways:true", "SELECT 1;"));
    }
}
