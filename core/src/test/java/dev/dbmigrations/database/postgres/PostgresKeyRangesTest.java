package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.KeyRanges.Walk;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That ranges along a key hold every row once, whatever the key's type, and survive being written down. */
class PostgresKeyRangesTest {
    private static final KeyRanges RANGES = PostgresDialect.of(18).keyRanges();
    private static final String NASTY =
            "(''), (' '), ('  '), (''''), ('\\'), ('\\\\'), ('''''\\'''), ('0xab'), ('0XAB'), ('ab'), (E'\\n'), (E'a\\tb'), ('%s'), ('?'),"
                    + " ('$1'), (':x'), ('{}'), ('null'), ('NULL'), ('\"'), ('ä'), ('a\u0308'), ('\uD83D\uDE00'), ('Z'), ('z'), ('a,b'),"
                    + " ('a'), ('(1,2)'), ('--'), (';'), ('/*')";

    private final long seed = new Random().nextLong();

    private static Walk walk(String... key) {
        return new Walk(TableName.of("public", "Some Table"), "r", List.of(key));
    }

    private static List<String> key(Session.Row row, Walk walk) {
        return IntStream.rangeClosed(1, walk.key().size()).mapToObj(row::text).toList();
    }

    /** Cuts ranges of one to three rows, counts in each, and writes them down. */
    private void assertEveryRowIsInOneRange(LiveDatabase live, Walk walk) {
        Random random = new Random(seed);
        List<Event> written = new ArrayList<>();
        try (Session session = live.session()) {
            List<String> end =
                    session.query(RANGES.last(walk), row -> key(row, walk)).getFirst();
            List<String> from = List.of();
            while (!from.equals(end)) {
                List<String> to =
                        session
                                .query(RANGES.boundary(walk, from, end, 1 + random.nextInt(3)), row -> key(row, walk))
                                .stream()
                                .findFirst()
                                .orElse(end);
                long rows = session.execute(
                        "UPDATE \"Some Table\" AS r SET n = n + 1 WHERE " + RANGES.within(walk, from, to));
                assertThat(rows).as("seed %s after %s to %s", seed, from, to).isBetween(1L, 3L);
                written.add(new Event.BatchDone("step", new KeyRange(from, to), rows));
                from = to;
            }
            Journal journal = new Journal(new HistoryTables(new PostgresBookkeeping()).create(session), "test");
            journal.append(session, "V1@20261122-153012-123", written);
            assertThat(journal.read(session, "V1@20261122-153012-123").stream().map(r -> r.event()))
                    .containsExactlyElementsOf(written);
        }
        assertThat(live.ask("SELECT DISTINCT n::text FROM \"Some Table\""))
                .as("seed %s", seed)
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "smallint | (-32768), (32767), (0), (7), (-7)",
                "bigint | (-9223372036854775808), (9223372036854775807), (0), (1), (-1)",
                "numeric | ('NaN'), ('Infinity'), ('-Infinity'), (0), (1.10), (1.1000000000000000000000000001), (-1e40), (1e-40)",
                "double precision | ('NaN'), ('Infinity'), ('-Infinity'), (0.1), (0.30000000000000004), (1e308), (5e-324), (-0.5)",
                "uuid | ('00000000-0000-0000-0000-000000000000'), ('ffffffff-ffff-ffff-ffff-ffffffffffff'), ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')",
                "bytea | (''), ('\\x00'), ('\\x0000'), ('\\x5c'), ('\\x27'), ('0xab'), ('\\xff'), ('\\x3078'), ('ab')",
                "timestamptz | ('infinity'), ('-infinity'), ('0044-03-15 12:00 BC'), ('2026-10-25 00:30:00.000001Z'), ('2026-10-25 01:30:00.999999Z')",
                "timestamp(3) | ('infinity'), ('2026-03-29 02:30:00.123'), ('1582-10-10'), ('20000-01-01')",
                "date | ('infinity'), ('-infinity'), ('0001-01-01 BC'), ('2026-02-28'), ('294276-12-31')",
                "time | ('00:00'), ('24:00'), ('12:34:56.789012')",
                "interval | ('1 year'), ('-1 day'), ('1 mon 2 days'), ('-3:04:05.6'), ('0')",
                "boolean | (true), (false)",
                "inet | ('10.0.0.1'), ('10.0.0.0/8'), ('::1'), ('10.0.0.1/8')",
                "cidr | ('10.0.0.0/8'), ('10.0.0.0/9'), ('::/0')",
                "macaddr | ('08:00:2b:01:02:03'), ('00:00:00:00:00:00')",
                "int4range | ('empty'), ('[1,5)'), ('(,5)'), ('[5,)'), ('(,)')",
                "int[] | ('{}'), ('{1,2}'), ('{1,NULL}'), ('{{1},{2}}')",
                "text[] | ('{}'), ('{\"\"}'), ('{\"a,b\",\"''\"}'), ('{NULL}')",
                "jsonb | ('{}'), ('null'), ('\"''\"'), ('[1, 2.50]'), ('{\"a\": \"\\\\\"}')",
                "\"char\" | ('a'), ('\\'), (''), ('''')",
                "name | ('a'), ('B'), (''), ('\\')",
                "oid | (0), (4294967295), (7)",
                "pg_lsn | ('0/0'), ('16/B374D848'), ('FFFFFFFF/FFFFFFFF')",
                "bit varying | (B''), (B'0'), (B'1'), (B'01')",
                "money | (0), (-1.5), (12345.67)",
                "mood | ('sad'), ('ok'), ('happy'), ('it''s \\ fine')",
                "posint | (1), (2), (2147483647)",
                "citext | ('a'), ('B'), ('ß'), (''), ('''')",
                "char(3) | (''), ('a'), ('ab'), ('abc'), (' a'), ('''\\ä')",
            })
    void mustNotFail53_keysOfEveryTypeGoThereAndBackUnchanged(String type, String values) {
        try (LiveDatabase live = new LiveDatabase(18)) {
            live.run("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'it''s \\ fine')");
            live.run("CREATE DOMAIN posint AS int CHECK (VALUE > 0)");
            live.run("CREATE EXTENSION citext");
            live.run("CREATE TABLE \"Some Table\" (\"the Key\" " + type + " PRIMARY KEY, n int DEFAULT 0)");
            live.run("INSERT INTO \"Some Table\" VALUES " + values);
            assertEveryRowIsInOneRange(live, walk("the Key"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"C\"",
                "\"default\"",
                "tongue",
                "caseless",
            })
    void mustNotFail65_textsOfAnyContentAreKeysUnderAnyCollation(String collation) {
        try (LiveDatabase live = new LiveDatabase(14)) {
            live.run("CREATE COLLATION tongue (provider = icu, locale = 'de-u-co-phonebk')");
            live.run("CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            live.run("CREATE TABLE \"Some Table\" (a text COLLATE " + collation
                    + ", b varchar(9), n int DEFAULT 0, PRIMARY KEY (a, b))");
            live.run("INSERT INTO \"Some Table\" SELECT x.v, y.v FROM (VALUES " + NASTY + ") x(v), (VALUES " + NASTY
                    + ") y(v) ON CONFLICT DO NOTHING");
            assertEveryRowIsInOneRange(live, walk("a", "b"));
            assertOrderIsThatOfTheWalk(live, walk("a", "b"));
        }
    }

    private void assertOrderIsThatOfTheWalk(LiveDatabase live, Walk walk) {
        try (Session session = live.session()) {
            List<List<String>> keys = session.query(
                    "SELECT a, b FROM \"Some Table\" ORDER BY md5(a || '" + seed + "' || b) LIMIT 40",
                    row -> key(row, walk));
            List<Integer> order = session.query(RANGES.inOrder(walk, keys), row -> (int) row.number(1));
            assertThat(order).hasSize(keys.size());
            for (int i = 1; i < order.size(); i++) {
                String after = RANGES.within(walk, keys.get(order.get(i - 1)), keys.get(order.get(i)));
                assertThat(session.query("SELECT 1 FROM \"Some Table\" AS r WHERE " + after, row -> row.number(1)))
                        .as("seed %s", seed)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aRangeIsReadThroughTheIndexAndNothingElse(int major) {
        try (LiveDatabase live = new LiveDatabase(major)) {
            live.run("CREATE TABLE \"Some Table\" (a text, b int, n int DEFAULT 0, PRIMARY KEY (a, b))");
            live.run("INSERT INTO \"Some Table\" SELECT x % 100, x FROM generate_series(1, 50000) x");
            live.run("VACUUM ANALYZE \"Some Table\"");
            Walk walk = walk("a", "b");
            String range = RANGES.within(walk, List.of("17", "3017"), List.of("19", "19"));
            assertThat(plan(live, "UPDATE \"Some Table\" AS r SET n = 1 WHERE " + range))
                    .containsPattern("(Index|Bitmap) .*Some Table_pkey")
                    .doesNotContain("Filter");
            assertThat(plan(live, RANGES.boundary(walk, List.of("17", "3017"), List.of("90", "1"), 500)))
                    .contains("Index Only Scan")
                    .doesNotContain("Sort");
            assertThat(plan(live, RANGES.last(walk))).contains("Index Only Scan Backward");
            assertThat(plan(
                            live,
                            "UPDATE \"Some Table\" AS r SET n = 1 WHERE "
                                    + RANGES.within(walk(), List.of("3"), List.of("9"))))
                    .contains("Tid Range Scan");
        }
    }

    private static String plan(LiveDatabase live, String sql) {
        return String.join("\n", live.ask("EXPLAIN " + sql));
    }
}
