package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Database.Monitor;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TransactionPooler;
import dev.dbmigrations.schema.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresMonitorTest {

    private static final TableName TABLE = TableName.of("public", "t");
    private static final LockBudget PATIENT = new LockBudget(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @Parameter
    private int major;

    private LiveDatabase live;
    private Monitor monitor;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
        monitor = live.database().monitor();
        live.run("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
    }

    @AfterEach
    void close() {
        live.close();
    }

    /** Somebody who is not us. */
    private Connection stranger() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", live.target().user());
        properties.setProperty("ApplicationName", "reporting");
        Connection connection = DriverManager.getConnection(live.target().url(), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whoBlocksUsIsNamed() throws SQLException {
        try (Connection stranger = stranger();
                Session session = live.session()) {
            run(stranger, "SELECT id\n  FROM t");
            assertThat(monitor.blockersOf(session.id())).isEmpty();
            CompletableFuture<Void> change =
                    CompletableFuture.runAsync(() -> session.alone(PATIENT, "ALTER TABLE t ADD c int"));
            live.awaitWaiting(session.id());
            assertThat(monitor.blockersOf(session.id())).singleElement().satisfies(blocker -> {
                assertThat(blocker.sessionId()).isPositive();
                assertThat(blocker.user()).isEqualTo(live.target().user());
                assertThat(blocker.application()).isEqualTo("reporting");
                assertThat(blocker.state()).isEqualTo("idle in transaction");
                assertThat(blocker.since()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
                assertThat(blocker.query()).isEqualTo("SELECT id FROM t");
            });
            stranger.rollback();
            change.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(monitor.blockersOf(session.id())).isEmpty();
        }
    }

    @Test
    void whoHoldsATableIsNamedButNotWe() throws SQLException {
        live.run("""
                CREATE TABLE whole (k int) PARTITION BY RANGE (k);
                CREATE TABLE piece PARTITION OF whole FOR VALUES FROM (0) TO (9)""");
        try (Connection stranger = stranger();
                Session ours = live.session()) {
            assertThat(monitor.holdersOf(TABLE)).isEmpty();
            run(stranger, "SELECT FROM t; SELECT FROM piece");
            ours.inTransaction(PATIENT, open -> {
                open.execute("SELECT FROM t");
                assertThat(monitor.holdersOf(TABLE))
                        .singleElement()
                        .extracting(Blocker::application)
                        .isEqualTo("reporting");
                return "done";
            });
            assertThat(monitor.holdersOf(TableName.unqualified("whole"))).hasSize(1);
            assertThat(monitor.holdersOf(TableName.of("nosuch", "t"))).isEmpty();
            stranger.rollback();
            assertThat(monitor.holdersOf(TABLE)).isEmpty();
        }
    }

    @Test
    void aPreparedTransactionIsNamedAlthoughNobodySitsBehindIt() throws SQLException {
        String name = "forgotten_" + live.target().database();
        try (Connection stranger = stranger();
                Session session = live.session()) {
            run(stranger, "LOCK TABLE t IN SHARE MODE");
            run(stranger, "PREPARE TRANSACTION '" + name + "'");
            Blocker prepared = monitor.holdersOf(TABLE).getFirst();
            assertThat(prepared.application()).isEqualTo(name);
            assertThat(prepared.state()).isEqualTo("prepared transaction");
            CompletableFuture<Void> change =
                    CompletableFuture.runAsync(() -> session.alone(PATIENT, "ALTER TABLE t ADD c int"));
            live.awaitWaiting(session.id());
            assertThat(monitor.blockersOf(session.id()))
                    .singleElement()
                    .extracting(Blocker::application)
                    .isEqualTo(name);
            live.run("ROLLBACK PREPARED '" + name + "'");
            change.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void onlyOthersAtWorkAreCounted() throws SQLException {
        try (Connection stranger = stranger();
                Session ours = live.session()) {
            CompletableFuture<Void> theirs = CompletableFuture.runAsync(() -> {
                try {
                    run(stranger, "SELECT pg_advisory_lock_shared(1), pg_sleep(600)");
                } catch (SQLException cancelled) {
                    assertThat(cancelled.getSQLState()).isEqualTo(DatabaseFailures.CANCELLED);
                }
            });
            live.awaitTruth("SELECT count(*) = 1 FROM pg_stat_activity"
                    + " WHERE application_name = 'reporting' AND state = 'active' AND datname = current_database()");
            // how many there are, other tests on the same server decide
            assertThat(monitor.gauges().activeSessions()).isPositive();
            assertThat(ours.query("SELECT 1", row -> row.number(1))).hasSize(1);
            live.ask("SELECT pg_cancel_backend(pid)::text FROM pg_stat_activity"
                    + " WHERE application_name = 'reporting' AND datname = current_database()");
            theirs.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void aReplicaIsAsLateAsItSays() throws SQLException {
        assertThat(monitor.gauges().replicaLag()).isEmpty();
        Properties properties = new Properties();
        properties.setProperty("user", live.target().user());
        PGProperty.REPLICATION.set(properties, "true");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        LogSequenceNumber start = LogSequenceNumber.valueOf(
                live.ask("SELECT pg_current_wal_flush_lsn()::text").getFirst());
        try (Connection replica = DriverManager.getConnection(live.target().url(), properties)) {
            PGReplicationStream stream = replica.unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .physical()
                    .withStartPosition(start)
                    .start();
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
                stream.readPending();
                return monitor.gauges().replicaLag().isPresent();
            });
        }
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> monitor.gauges().replicaLag().isEmpty());
    }

    @Test
    void whereWeStandIsKnown() {
        assertThat(monitor.standing())
                .isEqualTo(new Database.Standing(false, false, live.target().user()));
        live.run("ALTER DATABASE " + live.target().database() + " SET default_transaction_read_only = on");
        try (PostgresDatabase other = PostgresDatabase.connect(live.target(), PostgresDialect::new)) {
            assertThat(other.monitor().standing().readOnly()).isTrue();
        }
    }

    @Test
    void aPoolerThatSharesServerSessionsIsFoundOut() throws IOException {
        try (TransactionPooler pooler =
                new TransactionPooler(TestPostgres.server(major).port())) {
            String url = "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/"
                    + live.target().database();
            PostgresTarget target = new PostgresTarget(url, live.target().user(), Optional::empty, Map.of());
            try (PostgresDatabase pooled = PostgresDatabase.connect(target, PostgresDialect::new)) {
                assertThat(pooled.monitor().standing().pooled()).isTrue();
            }
        }
    }
}
