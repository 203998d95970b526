package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.embedded.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestServersTest {

    static List<TestServer> servers() {
        return TestServers.all();
    }

    private static TestServer reachable(TestServer server) {
        server.whyAbsent().ifPresent(Assumptions::abort);
        return server;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aServerIsOfTheProductAndVersionOfItsLabel(TestServer server) throws SQLException {
        try (TestDatabase database = reachable(server).fresh();
                Connection connection = database.connection()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualToIgnoringCase(server.vendor());
            assertThat(server.label()).endsWithIgnoringCase(" " + version.substring(0, lengthOfLabel(server)));
        }
    }

    private static int lengthOfLabel(TestServer server) {
        return server.label().length() - server.label().indexOf(' ') - 1;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFreshDatabaseKnowsNothingOfTheOneBefore(TestServer server) throws SQLException {
        try (TestDatabase one = reachable(server).fresh();
                TestDatabase other = server.fresh()) {
            one.execute("create table t (id int); insert into t values (1)");
            assertThat(Sql.ask(one.url(), "select count(*) from t")).isEqualTo("1");
            assertThatThrownBy(() -> other.execute("select * from t")).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void closingDropsTheDatabaseUnderAnOpenTransaction(TestServer server) throws SQLException {
        TestDatabase database = reachable(server).fresh();
        database.execute("create table t (id int)");
        try (Connection left = database.connection()) {
            left.setAutoCommit(false);
            left.createStatement().execute("insert into t values (1)");
            database.close();
            assertThatThrownBy(() -> left.createStatement().execute("select 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(database::connection).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anotherUserHasOnlyTheRightsThatWereGranted(TestServer server) throws SQLException {
        try (TestDatabase database = reachable(server).fresh()) {
            String user = "stranger_" + database.name();
            database.execute("create table t (id int); " + creationOf(user, server));
            try {
                String url = urlFor(user, database, server);
                assertThat(Sql.ask(url, "select 1 from (select 1 as one) x")).isEqualTo("1");
                assertThatThrownBy(() -> Sql.run(url, "drop table t")).isInstanceOf(SQLException.class);
            } finally {
                database.execute("drop user " + user);
            }
        }
    }

    private static String creationOf(String user, TestServer server) {
        return server.vendor().equals("postgresql")
                ? "create user " + user
                : "create user " + user + " identified by 's3cret'; grant select on *.* to " + user;
    }

    private static String urlFor(String user, TestDatabase database, TestServer server) {
        return server.vendor().equals("postgresql")
                ? database.url().replaceFirst("user=\\w+", "user=" + user)
                : database.url().replaceFirst("user=\\w+", "user=" + user + "&password=s3cret");
    }
}
