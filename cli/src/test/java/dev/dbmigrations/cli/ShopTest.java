package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example in examples/shop, with fewer rows and the same plans. */
class ShopTest {
    private static final Path EXAMPLE = Path.of("../examples/shop");

    @TempDir
    Path folder;

    @BeforeEach
    void copyExample() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".db-migrations"))
                    .toList()) {
                Path copy = folder.resolve(EXAMPLE.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Shell shell(TestDatabase database) {
        return new Shell(folder)
                .with("DATABASE_URL", database.url())
                .with("DB_MIGRATIONS_SMALL_TABLE_ROWS", "100")
                .with("PGOPTIONS", "-c shop.rows=20000");
    }

    static Iterable<Integer> majors() {
        return TestPostgres.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theShopIsMigratedForthAndBackAtOnceWhereNobodyElseIsConnected(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh()) {
            Shell shell = shell(database);
            assertThat(shell.run("up", "--env", "dev").out())
                    .contains("Strategy: expand-contract\nMigrations: 8 applied, 0 pending\nValidation: passed\n");
            assertThat(number(database, "SELECT count(DISTINCT public_id) FROM orders"))
                    .isEqualTo(4000);
            assertThat(number(database, "SELECT count(DISTINCT email) FROM users"))
                    .isEqualTo(2000);
            long cents = number(database, "SELECT sum(cents) FROM payments");
            Shell.Done back = shell.run("down", "--to", "1", "--allow-data-loss", "--env", "dev");
            assertThat(back.exitCode()).as(back.all()).isZero();
            assertThat(number(database, "SELECT sum(cents) FROM payments")).isEqualTo(cents);
            assertThat(number(database, "SELECT count(DISTINCT mail) FROM users"))
                    .isEqualTo(2000);
            assertThat(shell.run("up", "--env", "dev").exitCode()).isZero();
        }
    }

    @Test
    void inProductionEveryGateIsOpenedByHand() throws SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh()) {
            Shell shell = shell(database);
            int opened = 0;
            while (shell.run("status", "--env", "production", "--check").exitCode() == 4) {
                Shell.Done up = shell.run("up", "--env", "production", "--confirm", "production");
                assertThat(up.exitCode()).as(up.all()).isZero();
                if (up.out().contains("waiting before the next phase")) {
                    Shell.Done complete = shell.run("complete", "--env", "production", "--confirm", "production");
                    assertThat(complete.exitCode()).as(complete.all()).isZero();
                    opened++;
                }
                assertThat(opened).isLessThan(9);
            }
            assertThat(opened).isPositive();
            assertThat(shell.run("status", "--env", "production").out()).contains("8 applied, 0 pending");
        }
    }

    private static long number(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
