package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.embedded.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DedicatedServerTest {

    static Stream<Named<Supplier<DedicatedServer>>> servers() {
        return Stream.of(
                Named.of("PostgreSQL 14", () -> TestPostgres.dedicated(14)),
                Named.of("PostgreSQL 18", () -> TestPostgres.dedicated(18)),
                Named.of("MariaDB 10.11", () -> TestMariaDb.dedicated("10.11")),
                Named.of("MariaDB 11.4", () -> TestMariaDb.dedicated("11.4")),
                Named.of("MySQL 8.0", () -> {
                    TestMySql.server("8.0").whyNotEmbedded().ifPresent(Assumptions::abort);
                    return TestMySql.dedicated("8.0");
                }));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aKilledServerKeepsWhatWasCommittedAndForgetsTheRest(Supplier<DedicatedServer> start) throws Exception {
        try (DedicatedServer server = start.get()) {
            TestDatabase database = server.fresh();
            database.execute("create table t as select 1 as id");
            try (Connection open = database.connection()) {
                open.setAutoCommit(false);
                open.createStatement().execute("insert into t values (2)");
                server.killHard();
                assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
            }
            server.restart();
            assertThat(Sql.ask(database.url(), "select count(*) from t")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closingDoesNotWaitForConnections(Supplier<DedicatedServer> start) throws Exception {
        DedicatedServer server = start.get();
        try (Connection open = server.fresh().connection()) {
            server.close();
            assertThat(open.isValid(1)).isFalse();
        }
    }

    @Test
    void aServerOfOnesOwnCanHaveABinaryLogAndAPerformanceSchema() throws Exception {
        try (DedicatedServer server = TestMariaDb.dedicated(
                "11.4",
                options -> options.withSetting("log_bin", "binlog")
                        .withSetting("binlog_format", "ROW")
                        .withSetting("server_id", "1")
                        .withSetting("performance_schema", "ON"))) {
            assertThat(Sql.ask(server.url(""), "select concat(@@log_bin, @@performance_schema)"))
                    .isEqualTo("ONON");
        }
    }
}
