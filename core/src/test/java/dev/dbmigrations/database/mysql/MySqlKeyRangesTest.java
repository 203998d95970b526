package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.KeyRanges.Walk;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A walk along a key of any type meets each row once. */
class MySqlKeyRangesTest {
    private static final List<Key> KEYS = List.of(
            new Key(
                    "a int, b smallint",
                    "(-3, 1), (-3, -2), (9, 0), (10, 0), (10, -7), (2147483647, 1), (-2147483648, 0)"),
            new Key(
                    "a bigint unsigned, b int",
                    "(0, 0), (9, 1), (10, 1), (9223372036854775807, 1), (9223372036854775808, 1),"
                            + " (18446744073709551614, 1), (18446744073709551615, 1)"),
            new Key(
                    "a varbinary(8), b int",
                    "('', 1), ('0x41', 1), ('A', 1), (0x00, 1), (0xFF00, 1), (0xFF, -1), (0xFF, 2), ('a', 1), ('0t', 1)"),
            new Key("a binary(3), b int", "(0x000000, 1), (0x414243, 1), (0xFFFFFF, 1), (0x414200, 1), ('0x4', 5)"),
            new Key(
                    "a varchar(10) CHARACTER SET latin1, b datetime(6)",
                    "('', '2024-01-01'), ('0x41', '2024-01-01'), ('ä', '2024-01-01 00:00:00.000001'),"
                            + " ('ä', '2024-01-01 00:00:00.000002'), ('z', '1000-01-01'), ('9', '2024-01-01'), ('10', '2024-01-01')"),
            new Key(
                    "a varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, b int",
                    "('a', 1), ('A', 2), ('ä', 3), ('b', 1), ('it''s', 1), ('back\\\\', 1), ('ß', 1), ('日本', 1), ('0x', 1), ('0t', 1)"),
            new Key(
                    "a decimal(30, 5), b int",
                    "(1234567890123456789012.00001, 1), (1234567890123456789012.00002, 1),"
                            + " (1234567890123456789012.00003, 1), (-0.5, 1), (9, 1), (10, 1)"),
            new Key(
                    "a date, b time(3)",
                    "('2024-01-01', '-01:00:00'), ('2024-01-01', '100:00:00'), ('2023-12-31', '09:00:00.001')"));

    record Key(String columns, String rows) {}

    static Stream<Arguments> cases() {
        return TestServers.mysqlFamily().stream()
                .flatMap(server -> KEYS.stream().map(key -> Arguments.of(server, key)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aWalkMeetsEachRowOnce(TestServer server, Key key) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("walk");
            Walk walk = filled(place, session, key);
            List<String> all = session.rows("SELECT n FROM k AS k ORDER BY a, b", row -> row.text(1));
            KeyRanges ranges = database.dialect().keyRanges();
            for (int step = 1; step <= 3; step++) {
                assertThat(walked(session, ranges, walk, step))
                        .as("in steps of " + step)
                        .isEqualTo(all);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void boundsAreOrderedAsTheWalkMeetsThem(TestServer server, Key key) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("walk");
            Walk walk = filled(place, session, key);
            KeyRanges ranges = database.dialect().keyRanges();
            List<List<String>> bounds = bounds(session, ranges, walk, 1);
            List<Integer> shuffled =
                    new ArrayList<>(IntStream.range(0, bounds.size()).boxed().toList());
            Collections.shuffle(shuffled, new Random(7));
            List<List<String>> given = shuffled.stream().map(bounds::get).toList();
            List<Integer> order = session.rows(ranges.inOrder(walk, given), row -> (int) row.number(1));
            assertThat(order.stream().map(shuffled::get).toList())
                    .as("seed 7")
                    .isEqualTo(IntStream.range(0, bounds.size()).boxed().toList());
        }
    }

    private static Walk filled(TestDatabase place, MySqlSession session, Key key) {
        session.execute("CREATE TABLE k (n int AUTO_INCREMENT UNIQUE, " + key.columns() + ", PRIMARY KEY (a, b))");
        session.execute("INSERT INTO k (a, b) VALUES " + key.rows());
        return new Walk(TableName.of(place.name(), "k"), "k", List.of("a", "b"));
    }

    private static List<List<String>> bounds(MySqlSession session, KeyRanges ranges, Walk walk, int step) {
        List<List<String>> bounds = new ArrayList<>();
        List<String> from = List.of();
        while (bounds.size() < 100) {
            List<List<String>> next = session.rows(
                    ranges.boundary(walk, from, List.of(), step), row -> List.of(row.text(1), row.text(2)));
            if (next.isEmpty()) {
                return bounds;
            }
            from = next.getFirst();
            bounds.add(from);
        }
        return bounds;
    }

    private static List<String> walked(MySqlSession session, KeyRanges ranges, Walk walk, int step) {
        List<String> met = new ArrayList<>();
        List<String> from = List.of();
        List<List<String>> bounds = new ArrayList<>(bounds(session, ranges, walk, step));
        bounds.add(List.of());
        for (List<String> to : bounds) {
            met.addAll(session.rows(
                    "SELECT n FROM k AS k WHERE " + ranges.within(walk, from, to) + " ORDER BY a, b",
                    row -> row.text(1)));
            from = to;
        }
        return met;
    }
}
