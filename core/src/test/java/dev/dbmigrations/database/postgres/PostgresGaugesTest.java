package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server tells about its load, and that what it hides is never taken for an idle server. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresGaugesTest {
    @Parameter
    int major;

    private LiveDatabase live;
    private Gauges gauges;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
        gauges = live.database().monitor().gauges();
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void theOldestTransactionOfOthersIsTold() throws SQLException {
        assertThat(gauges.oldestTransaction()).isEmpty();
        try (Connection other = DriverManager.getConnection(live.url());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1");
            assertThat(gauges.oldestTransaction())
                    .get()
                    .satisfies(age -> assertThat(age).isLessThan(Duration.ofMinutes(10)));
            other.rollback();
        }
        assertThat(gauges.oldestTransaction()).isEmpty();
    }

    @Test
    void ourOwnTransactionsDoNotCount() {
        try (Session ours = live.session()) {
            ours.inTransaction(LockBudget.UNLIMITED, session -> {
                assertThat(session.query("SELECT 1", row -> row.number(1))).hasSize(1);
                assertThat(gauges.oldestTransaction()).isEmpty();
                return true;
            });
        }
    }

    @Test
    void aPreparedTransactionCounts() {
        String name = "gauges-" + live.target().database();
        live.run("CREATE TABLE t (n int)");
        live.run("BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION '" + name + "'");
        assertThat(gauges.oldestTransaction()).isPresent();
        live.run("ROLLBACK PREPARED '" + name + "'");
        assertThat(gauges.oldestTransaction()).isEmpty();
    }

    @Test
    void logAndSizeRiseWithWhatIsWritten() {
        long log = gauges.logBytes();
        long size = gauges.databaseBytes();
        live.run("CREATE TABLE t AS SELECT repeat('x', 100) FROM generate_series(1, 50000)");
        assertThat(gauges.logBytes() - log).isGreaterThan(1_000_000);
        assertThat(gauges.databaseBytes() - size).isGreaterThan(1_000_000);
    }

    @Test
    void aServerOnThisMachineShowsItsDiskAndProcessors() {
        assertThat(gauges.freeDisk().orElseThrow()).isPositive();
        assertThat(gauges.processors()).hasValue(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void mustNotFail79_whatAUserMayNotSeeIsUnknownAndNotNothing() throws SQLException {
        String user = "blind_" + live.target().database();
        live.run("CREATE USER " + user + " PASSWORD 'x'");
        try (Connection other = DriverManager.getConnection(live.url());
                PostgresDatabase blind = PostgresDatabase.connect(
                        PostgresTarget.of(live.url().replaceFirst("user=[^&]*", "user=" + user)),
                        PostgresDialect::new)) {
            assertThat(other.isValid(5)).isTrue();
            Gauges hidden = blind.monitor().gauges();
            assertThatThrownBy(hidden::activeSessions)
                    .isInstanceOf(DatabaseFailure.Fatal.class)
                    .hasMessageContaining("pg_read_all_stats");
            assertThatThrownBy(hidden::oldestTransaction).hasMessageContaining("transactions of others");
            assertThat(hidden.freeDisk()).isEmpty();
            assertThat(hidden.processors()).isEmpty();
            assertThat(hidden.logBytes()).isPositive();
        }
        live.run("DROP OWNED BY " + user + "; DROP USER " + user);
    }
}
