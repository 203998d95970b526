package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.embedded.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DedicatedServerTest {

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aKilledServerKeepsWhatWasCommittedAndForgetsTheRest(int major) throws Exception {
        try (DedicatedServer server = TestPostgres.dedicated(major)) {
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
    @ValueSource(ints = {14, 18})
    void closingDoesNotWaitForConnections(int major) throws Exception {
        DedicatedServer server = TestPostgres.dedicated(major);
        try (Connection open = server.fresh().connection()) {
            server.close();
            assertThat(open.isValid(1)).isFalse();
        }
    }
}
