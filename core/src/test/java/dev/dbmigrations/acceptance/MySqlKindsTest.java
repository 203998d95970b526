package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.DedicatedServer;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Columns of every kind go through whole migrations: up to the gate and back, where everything is as before, and up to the
 * end, where everything is as the plain statements would have it.
 */
class MySqlKindsTest {
    private static final int ROWS = 300;

    /** As our sessions have it, and as these statements are to be read whatever the server's own mode is. */
    private static final String MODE = "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO'";

    private static final String KINDS = """
            CREATE TABLE kinds (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
              size int unsigned NOT NULL DEFAULT 7, flags bit(8) DEFAULT b'101', doc json,
              state enum('new', 'it''s', 'void') NOT NULL DEFAULT 'new', marks set('x', 'y', 'z'),
              day date NOT NULL DEFAULT '0000-00-00', at timestamp NULL DEFAULT NULL, hidden int DEFAULT 3 INVISIBLE,
              raw varbinary(20), word varchar(30) CHARACTER SET latin1, price decimal(10,2) unsigned, tm time(3), y year,
              f float, `or``der` int, KEY by_size (size), KEY by_state (state, day))""";

    private static final String KINDS_ROWS = """
            INSERT INTO kinds (size, flags, doc, state, marks, day, at, hidden, raw, word, price, tm, y, f, `or``der`)
            SELECT 3000000000 + n, n % 256, concat('{"a": "it''s ', n, '"}'), 1 + n % 3, n % 8,
              if(n % 3 = 0, '0000-00-00', date_add('2020-01-01', INTERVAL n DAY)), '2024-02-03 04:05:06', n,
              unhex(lpad(hex(n), 6, '0')), concat('w"\\\\', n, char(233 USING latin1)), n / 100, sec_to_time(n), 1970 + n % 100,
              n / 8, nullif(n % 5, 0) FROM (%s) AS numbers""";

    private static final String PARTS = """
            CREATE TABLE kinds (id int NOT NULL, day int NOT NULL, size int, word varchar(20), PRIMARY KEY (id, day))
            PARTITION BY RANGE (day) (PARTITION p0 VALUES LESS THAN (100), PARTITION p1 VALUES LESS THAN (200),
              PARTITION p2 VALUES LESS THAN (400))""";

    private static final String PARTS_ROWS = "INSERT INTO kinds SELECT n, n, n, concat('w', n) FROM (%s) AS numbers";

    private static final String COMPUTED = """
            CREATE TABLE kinds (id int NOT NULL PRIMARY KEY, half int, twice bigint AS (half * 2) VIRTUAL,
              thrice bigint AS (half * 3) STORED, size int)""";

    private static final String COMPUTED_ROWS =
            "INSERT INTO kinds (id, half, size) SELECT n, n, n FROM (%s) AS numbers";

    private static final List<String> ON_COMPUTED = List.of(
            "ALTER TABLE kinds ADD COLUMN more int AS (size + 1) VIRTUAL",
            "ALTER TABLE kinds DROP COLUMN twice",
            "ALTER TABLE kinds ADD COLUMN last int NOT NULL DEFAULT 4",
            "CREATE INDEX by_twice ON kinds (twice)",
            "UPDATE kinds SET half = half + 1");

    private static final List<String> ON_KINDS = List.of(
            "ALTER TABLE kinds RENAME COLUMN size TO extent",
            "ALTER TABLE kinds MODIFY size bigint unsigned NOT NULL DEFAULT 7",
            "ALTER TABLE kinds RENAME COLUMN flags TO bits",
            "ALTER TABLE kinds MODIFY flags bit(16) DEFAULT b'101'",
            "ALTER TABLE kinds RENAME COLUMN state TO stage",
            "ALTER TABLE kinds MODIFY state enum('new', 'it''s', 'void', 'lost') NOT NULL DEFAULT 'new'",
            "ALTER TABLE kinds MODIFY state varchar(10) NOT NULL DEFAULT 'new'",
            "ALTER TABLE kinds RENAME COLUMN marks TO signs",
            "ALTER TABLE kinds MODIFY marks set('x', 'y', 'z', '1', '2', '3', '4', '5', '6')",
            "ALTER TABLE kinds RENAME COLUMN day TO date_of",
            "ALTER TABLE kinds MODIFY day datetime NOT NULL DEFAULT '0000-00-00 00:00:00'",
            "ALTER TABLE kinds RENAME COLUMN at TO moment",
            "ALTER TABLE kinds RENAME COLUMN hidden TO unseen",
            "ALTER TABLE kinds MODIFY hidden bigint DEFAULT 3 INVISIBLE",
            "ALTER TABLE kinds MODIFY raw varbinary(300)",
            "ALTER TABLE kinds MODIFY word varchar(30) CHARACTER SET utf8mb4",
            "ALTER TABLE kinds MODIFY price decimal(12,2) unsigned",
            "ALTER TABLE kinds MODIFY tm time(6)",
            "ALTER TABLE kinds RENAME COLUMN y TO yr",
            "ALTER TABLE kinds MODIFY f double",
            "ALTER TABLE kinds RENAME COLUMN `or``der` TO `gr``oup`",
            "ALTER TABLE kinds ADD COLUMN shown varchar(10) NOT NULL DEFAULT 'it''s' INVISIBLE",
            "UPDATE kinds SET word = concat(word, '\\\\\"'), price = price + 1");

    private static final List<String> ON_PARTS = List.of(
            "ALTER TABLE kinds RENAME COLUMN word TO label",
            "ALTER TABLE kinds MODIFY size bigint",
            "ALTER TABLE kinds MODIFY word varchar(20) NOT NULL",
            "ALTER TABLE kinds ADD COLUMN more int NOT NULL DEFAULT 1",
            "CREATE INDEX by_word ON kinds (word)",
            "ALTER TABLE kinds ADD PARTITION (PARTITION p3 VALUES LESS THAN (800))",
            "UPDATE kinds SET size = size + 1");

    /** Those with texts, quotes and defaults in them. */
    private static final List<String> IN_OTHER_MODES = List.of(
            "ALTER TABLE kinds MODIFY state varchar(10) NOT NULL DEFAULT 'it''s'",
            "ALTER TABLE kinds RENAME COLUMN state TO stage",
            "ALTER TABLE kinds MODIFY day datetime NOT NULL DEFAULT '0000-00-00 00:00:00'",
            "ALTER TABLE kinds MODIFY word varchar(40) CHARACTER SET utf8mb4",
            "ALTER TABLE kinds RENAME COLUMN `or``der` TO `gr``oup`",
            "UPDATE kinds SET word = concat(word, '\\\\\"'), price = price + 1");

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    static Stream<Arguments> questions() {
        return TestServers.mysqlFamily().stream()
                .flatMap(server -> Stream.of(
                                ON_KINDS.stream().map(sql -> Arguments.of(server, sql, KINDS, KINDS_ROWS)),
                                ON_COMPUTED.stream().map(sql -> Arguments.of(server, sql, COMPUTED, COMPUTED_ROWS)),
                                ON_PARTS.stream().map(sql -> Arguments.of(server, sql, PARTS, PARTS_ROWS)))
                        .flatMap(all -> all));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("questions")
    void aColumnOfAnyKindEndsAsAskedAndComesBackAsItWas(TestServer server, String sql, String table, String rows)
            throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        hold(server::fresh, sql, table, rows);
    }

    /** MariaDB's JSON is a text with a check in its own definition. */
    @ParameterizedTest
    @MethodSource("servers")
    void jsonIsRenamedOrRefusedBeforeTheFirstStep(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        String sql = "ALTER TABLE kinds RENAME COLUMN doc TO document";
        if (server.vendor().equals("mysql")) {
            hold(server::fresh, sql, KINDS, KINDS_ROWS);
            return;
        }
        try (TestDatabase database = server.fresh()) {
            run(database, KINDS, KINDS_ROWS.replace("%s", Numbers.upTo(ROWS)));
            Map<String, List<String>> before = state(database);
            Project project = new Project(database.url(), folder, Options.Gates.OPEN);
            project.write("V1__change", sql + ";");
            try (Migrator migrator = project.migrator()) {
                assertThatThrownBy(() -> migrator.up(Until.THE_END, RunListener.SILENT))
                        .isInstanceOf(MigrationException.class)
                        .hasMessageContaining("checked in its own definition");
            }
            assertThat(state(database)).isEqualTo(before);
        }
    }

    @Test
    void aServerOfOtherModesAndLowerCaseNamesIsTheSameToUs() throws Exception {
        try (DedicatedServer server = TestMariaDb.dedicated(
                "11.4",
                options -> options.withSetting("sql_mode", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT")
                        .withSetting("lower_case_table_names", "1"))) {
            for (String sql : IN_OTHER_MODES) {
                hold(server::fresh, sql, KINDS, KINDS_ROWS);
            }
        }
    }

    @Test
    void soIsOneOfMySql() throws Exception {
        TestMySql.server("8.0").whyNotEmbedded().ifPresent(Assumptions::abort);
        try (DedicatedServer server = TestMySql.dedicated(
                "8.0",
                options -> options.withSetting("sql_mode", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT"))) {
            for (String sql : IN_OTHER_MODES) {
                hold(server::fresh, sql, KINDS, KINDS_ROWS);
            }
        }
    }

    private void hold(Supplier<TestDatabase> server, String sql, String table, String rows) throws Exception {
        try (TestDatabase database = server.get();
                TestDatabase plain = server.get()) {
            run(plain, table, rows.replace("%s", Numbers.upTo(ROWS)), MODE, sql);
            run(database, table, rows.replace("%s", Numbers.upTo(ROWS)));
            Map<String, List<String>> before = state(database);
            Path own = folder.resolve(database.name());
            new Project(database.url(), own, Options.Gates.CLOSED)
                    .write("V1__change", "-- db-migrations: allow=no-way-back reason=\"some have none\"\n" + sql + ";");
            try (Migrator migrator = new Project(database.url(), own, Options.Gates.CLOSED).migrator()) {
                if (migrator.up(Until.THE_END, RunListener.SILENT).waiting().isPresent()) {
                    migrator.down(Migrator.Back.ONE, RunListener.SILENT);
                    assertThat(state(database)).as("taken back: " + sql).isEqualTo(before);
                }
            }
            try (Migrator migrator = new Project(database.url(), own, Options.Gates.OPEN).migrator()) {
                migrator.up(Until.THE_END, RunListener.SILENT);
            }
            assertThat(state(database)).as(sql).isEqualTo(state(plain));
        }
    }

    private static void run(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("SET SESSION sql_mode = ''");
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    /** The definition without what counts rows, whatever the order of its indexes, and of each column, seen or not, its values. */
    private static Map<String, List<String>> state(TestDatabase database) throws SQLException {
        Map<String, List<String>> state = new TreeMap<>();
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("SET SESSION sql_mode = '', time_zone = '+00:00'");
            String definition = texts(sql, "SHOW CREATE TABLE kinds", 2).getFirst();
            state.put(
                    "definition",
                    definition
                            .replaceAll(" AUTO_INCREMENT=\\d+", "")
                            .lines()
                            .map(line -> line.replaceFirst(",$", ""))
                            .sorted()
                            .toList());
            List<String> columns = texts(
                    sql,
                    "SELECT column_name FROM information_schema.columns WHERE table_schema = database()"
                            + " AND lower(table_name) = 'kinds' ORDER BY 1",
                    1);
            for (String column : columns) {
                String quoted = "`" + column.replace("`", "``") + "`";
                state.put(
                        column,
                        texts(sql, "SELECT coalesce(hex(concat(" + quoted + ")), 'NULL') FROM kinds ORDER BY id", 1));
            }
        }
        return state;
    }

    private static List<String> texts(Statement sql, String query, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(column));
            }
        }
        return texts;
    }
}
