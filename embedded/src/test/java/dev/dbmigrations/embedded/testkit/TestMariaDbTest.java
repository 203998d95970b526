package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.Sql;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestMariaDbTest {

    static List<TestMariaDb> servers() {
        return TestMariaDb.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aServerIsOfTheSeriesAskedFor(TestMariaDb server) throws SQLException {
        try (TestDatabase database = server.fresh()) {
            assertThat("MariaDB " + Sql.ask(database.url(), "select version()")).startsWith(server.label() + ".");
        }
    }
}
