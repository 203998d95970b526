package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.embedded.Sql;
import dev.dbmigrations.embedded.testkit.Fault.Direction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultProxyTest {
    private TestDatabase database = TestPostgres.server(18).fresh();
    private FaultProxy proxy = FaultProxy.to(TestPostgres.server(18).port());

    @BeforeEach
    void makeTable() throws SQLException {
        database.execute("create table t (id int)");
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        database.close();
    }

    @Test
    void aHealthyProxyIsNotNoticed() throws SQLException {
        assertThat(Sql.ask(proxy.url(database.url()), "select string_agg(n::text, '') from generate_series(1, 9999) n"))
                .hasSizeGreaterThan(30_000);
    }

    @Test
    void aCommitCutBeforeItArrivesHasNotHappened() throws SQLException {
        try (Connection connection = inTransaction()) {
            proxy.set(new Fault.CutBefore(Direction.TO_SERVER, "COMMIT"));
            assertConnectionBreaks(connection::commit);
        }
        assertThat(rows()).isEqualTo("0");
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    @Test
    void aCommitCutAfterItArrivedHasHappened() throws SQLException {
        try (Connection connection = inTransaction()) {
            proxy.set(new Fault.CutAfter(Direction.TO_SERVER, "COMMIT"));
            assertConnectionBreaks(connection::commit);
        }
        assertThat(rows()).isEqualTo("1");
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    @Test
    void afterACutTheProxyIsHealthy() throws SQLException {
        try (Connection connection = inTransaction()) {
            proxy.set(new Fault.CutBefore(Direction.TO_CLIENT, "COMMIT"));
            assertConnectionBreaks(connection::commit);
        }
        assertThat(Sql.ask(proxy.url(database.url()), "select count(*) from t")).isEqualTo("1");
    }

    @Test
    void aCutFallsInTheMiddleOfAnAnswer() throws Exception {
        try (Connection connection = DriverManager.getConnection(proxy.url(database.url()))) {
            proxy.set(new Fault.CutAfterBytes(Direction.TO_CLIENT, 100_000));
            assertConnectionBreaks(() ->
                    connection.createStatement().executeQuery("select repeat('x', 100) from generate_series(1, 9999)"));
        }
        assertThat(proxy.awaitCuts(1, Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aBlackHoleKeepsEverythingUntilItIsHealed() throws Exception {
        try (Connection connection = DriverManager.getConnection(proxy.url(database.url()))) {
            proxy.set(new Fault.BlackHole());
            CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> {
                try {
                    connection.createStatement().execute("insert into t values (1)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Awaitility.await().during(Duration.ofMillis(100)).until(() -> !insert.isDone() && rows().equals("0"));
            proxy.heal();
            insert.join();
            assertThat(rows()).isEqualTo("1");
        }
    }

    @Test
    void aDelayIsPaidEachWay() throws SQLException {
        try (Connection connection = DriverManager.getConnection(proxy.url(database.url()))) {
            proxy.set(new Fault.Delay(Duration.ofMillis(40)));
            long begun = System.nanoTime();
            connection.createStatement().execute("select 1");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    @Test
    void aRefusalConcernsNewConnectionsOnly() throws SQLException {
        try (Connection connection = DriverManager.getConnection(proxy.url(database.url()))) {
            proxy.set(new Fault.Refuse());
            assertConnectionBreaks(() -> DriverManager.getConnection(proxy.url(database.url())));
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void aResetBreaksWhatIsOpen() throws SQLException {
        try (Connection connection = DriverManager.getConnection(proxy.url(database.url()))) {
            proxy.reset();
            assertConnectionBreaks(() -> connection.createStatement().execute("select 1"));
        }
    }

    /** The MariaDB driver says COMMIT too, and class 08 for every connection that breaks (3.5). */
    @ParameterizedTest
    @MethodSource("dev.dbmigrations.embedded.testkit.TestServers#mysqlFamily")
    void mysqlAndMariaDbLoseTheirConnectionInTheSameWay(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase mine = server.fresh();
                FaultProxy cutting = FaultProxy.to(server.port())) {
            mine.execute("create table t (id int)");
            try (Connection connection = DriverManager.getConnection(cutting.url(mine.url()))) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("insert into t values (1)");
                cutting.set(new Fault.CutAfter(Direction.TO_SERVER, "COMMIT"));
                assertConnectionBreaks(connection::commit);
            }
            assertThat(Sql.ask(mine.url(), "select count(*) from t")).isEqualTo("1");
            assertThat(cutting.cuts()).isEqualTo(1);
        }
    }

    private Connection inTransaction() throws SQLException {
        Connection connection = DriverManager.getConnection(proxy.url(database.url()));
        connection.setAutoCommit(false);
        connection.createStatement().execute("insert into t values (1)");
        return connection;
    }

    private String rows() throws SQLException {
        return Sql.ask(database.url(), "select count(*) from t");
    }

    /** Class 08 is connection_exception; pgjdbc 42.7 uses 08006 within a session and 08001 for a new one. */
    private static void assertConnectionBreaks(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }
}
