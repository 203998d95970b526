package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSyncTest {
    private static final TableName USERS = TableName.of("public", "users");

    private static List<Integer> majors() {
        return TestPostgres.majors();
    }

    @ParameterizedTest
    @CsvSource({
        "14, text, NULL", "18, text, NULL", "18, text, 'none'", "18, varchar(20), 'none'", "18, jsonb, '{}'",
        "18, json, NULL", "18, numeric, 0", "18, interval, NULL", "18, point, NULL", "14, integer, 7"
    })
    void mustNotFail05_everyWayOfWritingLeavesBothColumnsEqual(int major, String type, String fallback)
            throws SQLException {
        String given = fallback.equals("NULL") ? null : "'" + fallback + "'::" + type;
        String clause = given == null ? "" : " DEFAULT " + given;
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE users (id int PRIMARY KEY, mail " + type + clause + ", n int)");
            sql.execute("ALTER TABLE users ADD COLUMN email " + type);
            if (given != null) {
                sql.execute("ALTER TABLE users ALTER email SET DEFAULT " + given);
            }
            install(
                    sql,
                    new ColumnSync(
                            USERS,
                            "zz_sync",
                            new ColumnSync.Side("mail", type, given),
                            new ColumnSync.Side("email", type, given),
                            "mail",
                            "email"));
            List<String> values = values(type);
            int id = 0;
            for (String first : values) {
                for (String column : List.of("mail", "email")) {
                    id++;
                    sql.execute(
                            first.equals("omitted")
                                    ? "INSERT INTO users (id) VALUES (" + id + ")"
                                    : "INSERT INTO users (id, " + column + ") VALUES (" + id + ", " + first + ")");
                    expect(sql, id, first.equals("omitted") ? (given == null ? "NULL" : given) : first);
                    for (String second : values) {
                        if (!second.equals("omitted")) {
                            for (String other : List.of("mail", "email")) {
                                sql.execute("UPDATE users SET " + other + " = " + second + " WHERE id = " + id);
                                expect(sql, id, second);
                                sql.execute("UPDATE users SET n = 1 WHERE id = " + id);
                                expect(sql, id, second);
                            }
                        }
                    }
                }
            }
        }
    }

    private static List<String> values(String type) {
        List<String> texts = switch (type) {
            case "json", "jsonb" -> List.of("{}", "{\"a\": 1.0}", "{\"a\": 1.00}");
            case "numeric" -> List.of("0", "1.0", "1.00");
            case "interval" -> List.of("1 day", "24 hours");
            case "point" -> List.of("(1,2)", "(2,1)");
            case "integer" -> List.of("7", "8");
            default -> List.of("none", "a", "A", "", "it''s");
        };
        List<String> values = new ArrayList<>(List.of("omitted", "NULL"));
        texts.forEach(t -> values.add("'" + t + "'::" + type));
        return values;
    }

    private static void expect(Statement sql, int id, String value) throws SQLException {
        String question = "SELECT mail::text, email::text, (" + value + ")::text FROM users WHERE id = " + id;
        try (ResultSet row = sql.executeQuery(question)) {
            row.next();
            assertThat(row.getString(1)).as("old of %d after %s", id, value).isEqualTo(row.getString(3));
            assertThat(row.getString(2)).as("new of %d after %s", id, value).isEqualTo(row.getString(3));
        }
    }

    private static void install(Statement sql, ColumnSync sync) throws SQLException {
        for (String statement : PostgresDialect.of(18).ddl().createSync(sync)) {
            sql.execute(statement);
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void mustNotFail32_expressionsMayNameOtherColumnsWhoseNamesContainThisOne(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE users (id int PRIMARY KEY, name text, username text, surname text)");
            sql.execute("ALTER TABLE users ADD COLUMN label text");
            install(
                    sql,
                    new ColumnSync(
                            USERS,
                            "zz_sync",
                            new ColumnSync.Side("name", "text", null),
                            new ColumnSync.Side("label", "text", null),
                            "name || '/' || users.username || '/name'",
                            "split_part(label, '/', 1)"));
            sql.execute("INSERT INTO users (id, name, username) VALUES (1, 'n', 'u')");
            assertThat(text(sql, "SELECT label FROM users")).isEqualTo("n/u/name");
            sql.execute("UPDATE users SET label = 'x/y'");
            assertThat(text(sql, "SELECT name FROM users")).isEqualTo("x");
            sql.execute("UPDATE users SET surname = 's'");
            assertThat(text(sql, "SELECT label FROM users")).isEqualTo("x/y");
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void mustNotFail28And29_replicaRoleUpsertCopyAndCascadeKeepTheColumnsEqual(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE parents (code text PRIMARY KEY)");
            sql.execute("CREATE TABLE users (id int PRIMARY KEY, mail text REFERENCES parents ON UPDATE CASCADE"
                    + " ON DELETE SET NULL, email text)");
            sql.execute("INSERT INTO parents VALUES ('a'), ('b'), ('c')");
            install(
                    sql,
                    new ColumnSync(
                            USERS,
                            "zz_sync",
                            new ColumnSync.Side("mail", "text", null),
                            new ColumnSync.Side("email", "text", null),
                            "mail",
                            "email"));
            sql.execute("SET session_replication_role = replica");
            sql.execute("INSERT INTO users (id, mail) VALUES (1, 'a')");
            sql.execute("SET session_replication_role = origin");
            sql.execute(
                    "INSERT INTO users (id, email) VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET email = excluded.email");
            assertThat(text(sql, "SELECT mail || email FROM users")).isEqualTo("bb");
            sql.execute("UPDATE parents SET code = 'bb' WHERE code = 'b'");
            assertThat(text(sql, "SELECT mail || ' ' || email FROM users")).isEqualTo("bb bb");
            sql.execute("DELETE FROM parents WHERE code = 'bb'");
            assertThat(text(sql, "SELECT mail IS NULL AND email IS NULL FROM users"))
                    .isEqualTo("t");
            connection
                    .unwrap(org.postgresql.PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY users (id, mail) FROM STDIN", new java.io.StringReader("2\ta\n"));
            assertThat(text(sql, "SELECT email FROM users WHERE id = 2")).isEqualTo("a");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRowThatIsTouchedBeforeTheBackfillMigratesItself(long seed) throws SQLException {
        Random random = new Random(seed);
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE users (id int PRIMARY KEY, mail text, n int)");
            sql.execute(
                    "INSERT INTO users SELECT i, CASE WHEN i % 5 > 0 THEN 'm' || i END, 0 FROM generate_series(1, 50) i");
            sql.execute("ALTER TABLE users ADD COLUMN email text");
            install(
                    sql,
                    new ColumnSync(
                            USERS,
                            "zz_sync",
                            new ColumnSync.Side("mail", "text", null),
                            new ColumnSync.Side("email", "text", null),
                            "mail",
                            "email"));
            for (int i = 0; i < 100; i++) {
                int id = 1 + random.nextInt(50);
                String set = random.nextBoolean() ? "n = n + 1" : "email = 'e" + i + "'";
                sql.execute("UPDATE users SET " + set + " WHERE id = " + id);
                assertThat(text(sql, "SELECT mail IS NOT DISTINCT FROM email FROM users WHERE id = " + id))
                        .as("seed %d, step %d", seed, i)
                        .isEqualTo("t");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void ourOwnStatementsPassByTheTriggersAndOnlyUntilTheirTransactionEnds(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE users (id int PRIMARY KEY, mail text, email text)");
            install(
                    sql,
                    new ColumnSync(
                            USERS,
                            "zz_sync",
                            new ColumnSync.Side("mail", "text", null),
                            new ColumnSync.Side("email", "text", null),
                            "mail",
                            "email"));
            sql.execute("BEGIN; " + PostgresDialect.of(major).ddl().bypassSync()
                    + "; INSERT INTO users (id, mail) VALUES (1, 'a'); COMMIT");
            assertThat(text(sql, "SELECT email IS NULL FROM users WHERE id = 1"))
                    .isEqualTo("t");
            sql.execute("INSERT INTO users (id, mail) VALUES (2, 'a')");
            assertThat(text(sql, "SELECT email FROM users WHERE id = 2")).isEqualTo("a");
            for (String statement : PostgresDialect.of(major)
                    .ddl()
                    .dropSync(new ColumnSync(
                            USERS,
                            "zz_sync",
                            new ColumnSync.Side("mail", "text", null),
                            new ColumnSync.Side("email", "text", null),
                            "mail",
                            "email"))) {
                sql.execute(statement);
            }
            assertThat(text(sql, "SELECT count(*) FROM pg_proc WHERE proname LIKE 'zz_sync%'"))
                    .isEqualTo("0");
        }
    }

    private static String text(Statement sql, String question) throws SQLException {
        try (ResultSet row = sql.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
