package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbmigrations.embedded.EmbeddedMariaDb;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private Shell shell() {
        return new Shell(folder).with("DB_MIGRATIONS_SMALL_TABLE_ROWS", "100").with("PGOPTIONS", "-c shop.rows=20000");
    }

    @Test
    void onItsOwnServerTheShopIsMigratedForthAndBackAtOnce() throws SQLException {
        Shell shell = shell();
        done(shell, "up").contains("Strategy: expand-contract\nMigrations: 8 applied, 0 pending\nValidation: passed\n");
        assertThat(folder.resolve(".db-migrations/pgdata-18")).isDirectory();
        assertThat(folder.resolve(".db-migrations/pgdata-18/postmaster.pid"))
                .as("the server has stopped")
                .doesNotExist();
        try (EmbeddedPostgres held =
                EmbeddedPostgres.open(folder.resolve(".db-migrations"), EmbeddedOptions.durable())) {
            String url = held.jdbcUrl(EmbeddedOptions.DEFAULT_DATABASE);
            assertThat(number(url, "SELECT count(DISTINCT public_id) FROM orders"))
                    .isEqualTo(4000);
            done(shell, "up").contains("Strategy: direct\nMigrations: 0 applied, 0 pending");
            done(shell, "status").contains("8 applied, 0 pending");
            done(shell, "plan").contains("nothing is pending");
            done(shell, "analyze").contains("analysis of 0 migrations");
            done(shell, "validate").contains("Validation: passed");
            done(shell, "down").contains("taking back V8", "1 pending");
            done(shell, "down", "--to", "1", "--allow-data-loss").contains("taking back V2", "7 pending");
            assertThat(number(url, "SELECT count(DISTINCT mail) FROM users")).isEqualTo(2000);
            assertThat(number(url, "SELECT count(*) FROM payments")).isEqualTo(20_000);
            done(shell, "up").contains("Migrations: 7 applied, 0 pending");
        }
        assertThat(folder.resolve(".db-migrations/pgdata-18/postmaster.pid")).doesNotExist();
    }

    private static AbstractStringAssert<?> done(Shell shell, String... command) {
        Shell.Done done = shell.run(command);
        assertThat(done.exitCode()).as(done.all()).isZero();
        return assertThat(done.out());
    }

    @Test
    void onAMariaDbOfItsOwnItsTwinIsMigratedForthAndBackAtOnce() {
        assumeTrue(EmbeddedMariaDb.isAvailable(EmbeddedMariaDb.DEFAULT_SERIES), "there is no MariaDB for this machine");
        Shell shell = shell().with("MYSQL_SESSION_VARIABLES", "@shop_rows=5000");
        done(shell, "up", "--env", "mariadb")
                .contains("Database: mariadb\nStrategy: expand-contract\nMigrations: 8 applied, 0 pending\n");
        assertThat(folder.resolve(".db-migrations/mariadb-11.4")).isDirectory();
        done(shell, "status", "--env", "mariadb").contains("8 applied, 0 pending");
        done(shell, "down", "--env", "mariadb", "--to", "1", "--allow-data-loss")
                .contains("taking back V2", "7 pending");
        done(shell, "plan", "--env", "mariadb").contains("without reading the rows", "be a view of");
        done(shell, "up", "--env", "mariadb").contains("Migrations: 7 applied, 0 pending");
        done(shell, "validate", "--env", "mariadb").contains("Validation: passed");
        done(shell, "up", "--env", "mariadb").contains("Migrations: 0 applied, 0 pending");
    }

    @Test
    void inProductionEveryGateIsOpenedByHand() throws SQLException {
        try (TestDatabase database = TestPostgres.server(14).fresh()) {
            Shell shell = shell().with("DATABASE_URL", database.url());
            int opened = 0;
            while (shell.run("status", "--env", "production", "--check").exitCode() == 4) {
                String up = "up --env production --confirm production";
                if (shell.run(up.split(" ")).out().contains("waiting before the next phase")) {
                    done(shell, "complete", "--env", "production", "--confirm", "production");
                    opened++;
                }
                assertThat(opened).as(shell.transcript()).isLessThan(9);
            }
            assertThat(opened).isPositive();
            done(shell, "status", "--env", "production").contains("8 applied, 0 pending");
        }
    }

    private static long number(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
