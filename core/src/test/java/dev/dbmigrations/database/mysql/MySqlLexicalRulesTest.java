package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MySqlLexicalRulesTest {

    /** Statements in whose place a number stands as {@code %1$d}. */
    private static final String[] LOGGED = {
        "INSERT INTO log SELECT 'it''s; so'",
        "INSERT INTO log SELECT 'it\\'s; \\\\'",
        "INSERT INTO log SELECT \"it's; \"\"x\\\";\"",
        "INSERT INTO log SELECT `a;``'\"` FROM (SELECT 8 AS `a;``'\"`) x",
        "INSERT INTO log SELECT 6--6 -- ;'\n",
        "INSERT INTO log SELECT 2 # ;'\n * 3",
        "INSERT INTO log SELECT 2 /* ; ' \" /* */ * 3",
        "INSERT INTO log SELECT 2 /*! * 3 */",
        "INSERT INTO log SELECT /*!40101 '*/;' */",
        "/*!40101 INSERT INTO log SELECT ';' */",
        "INSERT INTO log SELECT 1/*!+1*/",
        "INSERT INTO log SELECT 1 /*!99999 it's; */ + 1",
        "INSERT INTO log SELECT concat(N'n;', _utf8mb4'u;', x'3B', b'111011')",
        "SET @`a;` = 5, @'b;' = 6; INSERT INTO log SELECT concat(@`a;`, @'b;')",
        "INSERT INTO log SELECT CASE WHEN 1 THEN ';' END AS end",
        "INSERT INTO log SELECT begin FROM (SELECT 3 AS begin) x",
        "CREATE PROCEDURE p%1$d() BEGIN INSERT INTO log SELECT 'p;'; IF 1 THEN INSERT INTO log SELECT IF(1, ';', 2); END IF; END;"
                + " CALL p%1$d()",
        "CREATE PROCEDURE p%1$d() INSERT INTO log SELECT CASE 1 WHEN 1 THEN 'c;' END; CALL p%1$d()",
        "CREATE FUNCTION f%1$d(a int) RETURNS varchar(9) CHARACTER SET utf8mb4 DETERMINISTIC BEGIN CASE a WHEN 1 THEN RETURN 'one;';"
                + " ELSE BEGIN END; END CASE; RETURN CASE WHEN a > 1 THEN 'two;' END; END; INSERT INTO log SELECT f%1$d(2)",
        "CREATE PROCEDURE p%1$d() BEGIN DECLARE i int DEFAULT 0;"
                + " DECLARE CONTINUE HANDLER FOR NOT FOUND, SQLSTATE '01000' IF 1 THEN SET i = 9; END IF;"
                + " l: LOOP SET i = i + 1; IF i > 2 THEN LEAVE l; END IF; END LOOP l;"
                + " REPEAT SET i = i + 1; UNTIL CASE i WHEN 5 THEN 1 END END REPEAT;"
                + " WHILE i < 7 DO SET i = i + 1; END WHILE; INSERT INTO log SELECT i; END; CALL p%1$d()",
        "CREATE TRIGGER t%1$d BEFORE INSERT ON other FOR EACH ROW BEGIN SET NEW.v = concat(NEW.v, ';'); END;"
                + " INSERT INTO other VALUES ('t'); INSERT INTO log SELECT v FROM other; DROP TRIGGER t%1$d; DELETE FROM other",
        "BEGIN; INSERT INTO log SELECT 'begun'; COMMIT",
        "XA BEGIN 'x%1$d'; INSERT INTO log SELECT 'xa'; XA END 'x%1$d'; XA COMMIT 'x%1$d' ONE PHASE",
    };

    private static final String[] LOGGED_BY_MARIADB = {
        "BEGIN NOT ATOMIC DECLARE a int DEFAULT 1; INSERT INTO log SELECT a; END",
        "IF 1 THEN INSERT INTO log SELECT 'if;'; ELSE SELECT 2; END IF",
        "FOR i IN 1..2 DO INSERT INTO log SELECT i; END FOR",
        "INSERT INTO log SELECT 1 /*M!100100 + 1 */ /*M!999999\\- it's; */ /*!50708 it's; */",
        "CASE 1 WHEN 1 THEN INSERT INTO log SELECT 'case;'; END CASE",
    };

    private static final String[] BLANKS = {" ", "\n", "\r\n", "-- ;'\n", "/* ;' ` */", "\t", "# ;'\n", "--\n"};

    private static final int MOST = 10;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    /** Those that the dumps come from; an older one does not know all that they set. */
    static List<TestServer> dumped() {
        return List.of(TestMariaDb.server("11.4"), TestMySql.server("8.0"));
    }

    private static LexicalRules rulesOf(TestServer server) {
        return server.vendor().equals("mysql") ? MySqlLexicalRules.MYSQL : MySqlLexicalRules.MARIADB;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatTheServerReservesIsQuoted(TestServer server) throws SQLException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase database = server.fresh();
                Connection connection = database.connection()) {
            List<String> reserved = new ArrayList<>();
            for (String word : strings(
                    connection,
                    "SELECT DISTINCT lower(word) FROM information_schema.keywords WHERE word RLIKE '^[A-Za-z_0-9]+$'")) {
                if (ServerSyntax.complaint(connection, "CREATE TABLE t (" + word + " int)")
                        .isPresent()) {
                    reserved.add(word);
                }
            }
            assertThat(reserved)
                    .hasSizeGreaterThan(200)
                    .isSubsetOf(rulesOf(server).reservedWords());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theServerSplitsAScriptAsWeDo(TestServer server) throws SQLException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase database = server.fresh();
                Connection connection = manyAtOnce(database)) {
            database.execute("CREATE TABLE log (v varchar(99))");
            database.execute("CREATE TABLE other (v varchar(99))");
            for (int run = 0; run < 40; run++) {
                String script = script(server.vendor().equals("mariadb"));
                List<String> byServer = logged(connection, List.of(script));
                List<String> byUs = logged(connection, statements(script, rulesOf(server)));
                assertThat(byUs).as("seed %d, script: %s", seed, script).isEqualTo(byServer);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dumped")
    void aDumpRunsStatementByStatement(TestServer server) throws SQLException, IOException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        String dump = resource(server.vendor().equals("mysql") ? "mysqldump-8.0.sql" : "mariadb-dump-11.4.sql");
        try (TestDatabase database = server.fresh();
                Connection connection = database.connection()) {
            for (String statement : statements(dump, rulesOf(server))) {
                update(connection, statement);
            }
            assertThat(strings(connection, "SELECT name FROM customers ORDER BY id"))
                    .containsExactly("it's; so", "back\\slash", "quote\"s and -- dashes", "line\nend; DELIMITER //");
            update(connection, "INSERT INTO orders (customer) VALUES (1)");
            assertThat(strings(connection, "SELECT note FROM orders WHERE id > 2"))
                    .containsExactly("none;");
            assertThat(strings(connection, "SELECT twice(4)")).containsExactly("8");
            assertThat(strings(connection, "SELECT total FROM spent ORDER BY total DESC LIMIT 1"))
                    .containsExactly("2.00");
        }
    }

    private static Connection manyAtOnce(TestDatabase database) throws SQLException {
        String url = database.url();
        return DriverManager.getConnection(url + (url.contains("?") ? "&" : "?") + "allowMultiQueries=true");
    }

    private static List<String> statements(String script, LexicalRules rules) {
        return Splitter.split(script, rules, "script.sql").stream()
                .filter(Piece::isStatement)
                .map(Piece::statement)
                .toList();
    }

    private static List<String> logged(Connection connection, List<String> texts) throws SQLException {
        for (int i = 0; i < MOST; i++) {
            update(connection, "DROP PROCEDURE IF EXISTS p" + i);
            update(connection, "DROP FUNCTION IF EXISTS f" + i);
        }
        for (String text : texts) {
            update(connection, text);
        }
        List<String> values = strings(connection, "SELECT v FROM log");
        update(connection, "DELETE FROM log");
        return values;
    }

    /** Reads every result, for the error of a later statement comes with its result. */
    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MySqlLexicalRulesTest.class.getResourceAsStream("/mysql/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String script(boolean forMariaDb) {
        StringBuilder script = new StringBuilder("INSERT INTO log SELECT 0");
        int count = 1 + random.nextInt(MOST - 1);
        for (int i = 0; i < count; i++) {
            boolean special = forMariaDb && random.nextInt(4) == 0;
            script.append(";")
                    .append(pick(BLANKS))
                    .append((special ? pick(LOGGED_BY_MARIADB) : pick(LOGGED)).replace("%1$d", Integer.toString(i)))
                    .append(pick(BLANKS));
        }
        return script.toString();
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
