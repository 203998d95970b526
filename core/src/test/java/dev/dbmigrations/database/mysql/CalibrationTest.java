package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server does the piece of work by which its speed is told. */
class CalibrationTest {
    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theServerCanDoTheWork(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place);
                MySqlSession session = (MySqlSession) database.open("test")) {
            assertThat(Calibration.of(session)).isPositive();
        }
    }
}
