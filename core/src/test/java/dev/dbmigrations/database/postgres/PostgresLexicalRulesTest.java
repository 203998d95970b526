package dev.dbmigrations.database.postgres;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.parse.Identifiers;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresLexicalRulesTest {

    private static final String[] LOGGED = {
        "INSERT INTO log SELECT 'it''s; so'",
        "INSERT INTO log SELECT '\\'",
        "INSERT INTO log SELECT E'it\\'s; \\\\'",
        "INSERT INTO log SELECT E'a' -- it's; so\n  'b\\';c'",
        "INSERT INTO log SELECT 'a;'\r\n'b\\'",
        "INSERT INTO log SELECT U&'d\\0061t;'",
        "INSERT INTO log SELECT U&'d!0061t;' UESCAPE '!'",
        "INSERT INTO log SELECT x'1F'::text || B'01' || N'n;'",
        "INSERT INTO log SELECT $$;'$a$ $$",
        "INSERT INTO log SELECT $a$; $b$ $$ '$a$",
        "INSERT INTO log SELECT $größe$;$größe$",
        "INSERT INTO log SELECT a$b$c FROM (SELECT 7 AS a$b$c) x",
        "INSERT INTO log SELECT \"a;\"\"'\" FROM (SELECT 8 AS \"a;\"\"'\") x",
        "INSERT INTO log SELECT 2 /* ; /* ' */ \" $$ */ * 3",
        "INSERT INTO log SELECT 2 +-- ;'\n 3 */**/ - 1",
        "INSERT INTO log SELECT @ -5 + 1.5e-1 + .5 + 1.",
        "INSERT INTO log SELECT CASE WHEN true THEN ';' END AS end",
        "CREATE OR REPLACE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE a WHEN 1 THEN 2 END AS end; END",
        "INSERT INTO log SELECT f(1)",
        "CREATE OR REPLACE RULE r AS ON DELETE TO log DO ALSO (INSERT INTO log SELECT 'x'; INSERT INTO log SELECT ';';)",
        "CREATE OR REPLACE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log SELECT ';'; END; $$",
        "CALL p()",
        "",
    };

    private static final String[] BLANKS = {"", " ", "\n", "\r\n", "-- ;'\n", "/* ;' /* $$ */ */", "\t", "\f"};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    static List<Integer> majors() {
        return TestPostgres.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void whatTheServerQuotesIsQuoted(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection()) {
            List<String> words =
                    strings(connection, "SELECT word FROM pg_get_keywords() WHERE quote_ident(word) <> word");
            assertThat(words).isNotEmpty().isSubsetOf(RULES.reservedWords());
        }
    }

    @Test
    void namesAreQuotedAsTheServerQuotesThem() throws SQLException {
        try (TestDatabase database = TestPostgres.server(18).fresh();
                Connection connection = database.connection();
                PreparedStatement query = connection.prepareStatement("SELECT quote_ident(?)")) {
            for (int run = 0; run < 500; run++) {
                String name = name();
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    assertThat(Identifiers.quoteIfNeeded(name, RULES))
                            .as("seed %d", seed)
                            .isEqualTo(row.getString(1));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theServerSplitsAScriptAsWeDo(int major) throws SQLException {
        try (TestDatabase database = TestPostgres.server(major).fresh();
                Connection connection = database.connection()) {
            database.execute("CREATE TABLE log (v text)");
            for (int run = 0; run < 60; run++) {
                String script = script();
                List<String> byServer = logged(connection, List.of(script));
                List<String> byUs = logged(connection, statements(script));
                assertThat(byUs).as("seed %d, script: %s", seed, script).isEqualTo(byServer);
            }
        }
    }

    private static List<String> statements(String script) {
        return Splitter.split(script, RULES, "script.sql").stream()
                .filter(Piece::isStatement)
                .map(Piece::statement)
                .toList();
    }

    /** A script may replace the routines, so each run starts with the same ones. */
    private static void createRoutines(Connection connection) throws SQLException {
        update(connection, "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 3'");
        update(connection, "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql AS ''");
    }

    /** EXECUTE takes a text of several statements and has the server's own grammar split it. */
    private static List<String> logged(Connection connection, List<String> texts) throws SQLException {
        createRoutines(connection);
        try (PreparedStatement run = connection.prepareStatement("SELECT set_config('test.script', ?, false)")) {
            for (String text : texts) {
                run.setString(1, text);
                run.execute();
                update(connection, "DO $$ BEGIN EXECUTE current_setting('test.script'); END $$");
            }
        }
        List<String> values = strings(connection, "SELECT v FROM log");
        update(connection, "TRUNCATE log");
        return values;
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private String script() {
        StringBuilder script = new StringBuilder("INSERT INTO log SELECT 0;");
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            script.append(pick(BLANKS))
                    .append(pick(LOGGED))
                    .append(pick(BLANKS))
                    .append(";");
        }
        return script.append(pick(BLANKS)).toString();
    }

    private String name() {
        String alphabet = "abz_AZ09$ \"é";
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
