package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestPostgresTest {

    static List<Integer> majors() {
        return TestPostgres.majors();
    }

    @Test
    void oldestAndNewestVersionAreAlwaysThere() {
        assertThat(TestPostgres.majors()).contains(14, 18);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aServerIsOfTheVersionAskedFor(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh()) {
            assertThat(answer(database, "show server_version_num")).startsWith(Integer.toString(major));
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void textSortsByCodePointAndLettersAreUnicode(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh()) {
            assertThat(answer(
                            database,
                            "select upper('éß') || ('a' < 'B')::text || pg_encoding_to_char(encoding)"
                                    + " from pg_database where datname = current_database()"))
                    .isEqualTo("ÉßfalseUTF8");
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aFreshDatabaseKnowsNothingOfTheOneBefore(int major) throws SQLException {
        TestPostgres server = TestPostgres.server(major);
        try (TestDatabase one = server.fresh();
                TestDatabase other = server.fresh()) {
            one.execute("create table t (id int)");
            assertThat(answer(other, "select count(*) from pg_tables where schemaname = 'public'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void closingDropsTheDatabaseUnderAnOpenConnection() throws SQLException {
        TestDatabase database = TestPostgres.server(18).fresh();
        try (Connection left = database.connection()) {
            database.close();
            assertThatThrownBy(() -> left.createStatement().execute("select 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(database::connection).hasMessageContaining("does not exist");
    }

    private static String answer(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
