package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.database.Gauges;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server tells about its load, and that what it hides is never taken for an idle server. */
class MySqlGaugesTest {

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void transactionsOfOthersAreTold(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place);
                Connection other = place.connection();
                Statement statement = other.createStatement()) {
            Gauges gauges = database.monitor().gauges();
            statement.execute("CREATE TABLE t (id int PRIMARY KEY)");
            other.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            assertThat(gauges.oldestTransaction())
                    .get()
                    .satisfies(age -> assertThat(age).isLessThan(Duration.ofMinutes(10)));
            assertThat(gauges.activeSessions()).isNotNegative();
            other.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void logAndSizeRiseWithWhatIsWritten(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place);
                Session session = database.open("rows")) {
            Gauges gauges = database.monitor().gauges();
            session.execute("CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT, filler varchar(200))");
            session.execute("INSERT INTO t (filler) VALUES (repeat('x', 200))");
            long log = gauges.logBytes();
            long size = gauges.databaseBytes();
            for (int doubling = 0; doubling < 14; doubling++) {
                session.execute("INSERT INTO t (filler) SELECT filler FROM t");
            }
            assertThat(gauges.logBytes() - log).isGreaterThan(1_000_000);
            assertThat(gauges.databaseBytes() - size).isGreaterThan(1_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aServerOnThisMachineShowsItsDiskAndProcessors(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            assertThat(database.monitor().gauges().freeDisk().orElseThrow()).isPositive();
            assertThat(database.monitor().gauges().processors()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail79_whatAUserMayNotSeeIsUnknownAndNotNothing(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh()) {
            place.execute("CREATE USER blind IDENTIFIED BY 'x'");
            place.execute("GRANT ALL PRIVILEGES ON " + place.name() + ".* TO blind");
            try (MySqlDatabase database = blind(place)) {
                Gauges gauges = database.monitor().gauges();
                assertThatThrownBy(gauges::activeSessions).hasMessageContaining("GRANT PROCESS");
                assertThatThrownBy(gauges::oldestTransaction).hasMessageContaining("GRANT PROCESS");
                assertThatThrownBy(gauges::replicaLag).hasMessageContaining("GRANT PROCESS");
                place.execute("GRANT PROCESS ON *.* TO blind");
            }
            try (MySqlDatabase database = blind(place)) {
                assertThat(database.monitor().gauges().replicaLag()).isEmpty();
                assertThat(database.monitor().gauges().activeSessions()).isNotNegative();
            }
            place.execute("DROP USER blind");
        }
    }

    private static MySqlDatabase blind(TestDatabase place) {
        return MySqlDatabase.connect(MySqlTarget.of(new Login(place.url(), "blind", () -> "x", Map.of())));
    }
}
