package dev.dbmigrations.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a comparison finds, mends and demands. */
class VerifierTest {
    private static final int ROWS = 25_000;

    static List<TestServer> servers() {
        return TestServers.all();
    }

    /** Differences that were planted, in words and as statements on the double. */
    private static final List<String> PLANTED = List.of(
            "a missing row: DELETE FROM t_new WHERE id = 777",
            "a missing first row: DELETE FROM t_new WHERE id = (SELECT min(id) FROM t)",
            "a missing last row: DELETE FROM t_new WHERE id = (SELECT max(id) FROM t)",
            "a row too much: INSERT INTO t_new (id, a, name) VALUES (-5, 1, 'x')",
            "a row behind the last: INSERT INTO t_new (id, a, name) VALUES (2000000, 1, 'x')",
            "another number: UPDATE t_new SET a = a + 1 WHERE id = 12345",
            "NULL for an empty text: UPDATE t_new SET name = NULL WHERE id = 10",
            "an empty text for NULL: UPDATE t_new SET name = '' WHERE id = 20",
            "zero for NULL: UPDATE t_new SET a = 0 WHERE id = 20",
            "another case: UPDATE t_new SET name = 'ROW 31' WHERE id = 31",
            "a trailing blank: UPDATE t_new SET name = 'row 32 ' WHERE id = 32",
            "an accent: UPDATE t_new SET name = 'r\u00f6w 33' WHERE id = 33",
            "a comma: UPDATE t_new SET name = 'row 33,' WHERE id = 33",
            "the text for NULL: UPDATE t_new SET name = 'N' WHERE id = 20",
            "another key: UPDATE t_new SET id = 3000000 WHERE id = 12345",
            "a whole range gone: DELETE FROM t_new WHERE id BETWEEN 4000 AND 9000",
            "nothing there at all: DELETE FROM t_new");

    static Stream<Arguments> planted() {
        return servers().stream()
                .flatMap(server -> PLANTED.stream().map(text -> {
                    String[] parts = text.split(": ", 2);
                    return Arguments.of(server, parts[0], parts[1]);
                }));
    }

    private static Site filled(TestServer server, int rows) {
        Site site = new Site(server);
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, a int, name varchar(40))",
                "CREATE TABLE t_new (id bigint PRIMARY KEY, a bigint, name varchar(40))",
                "INSERT INTO t SELECT n, n, concat('row ', n) FROM " + site.numbers(1000),
                "UPDATE t SET name = '' WHERE id = 10",
                "UPDATE t SET a = NULL, name = NULL WHERE id = 20");
        for (int done = 1000; done < rows; done += done) {
            site.run("INSERT INTO t SELECT id + " + done + ", a + " + done + ", name FROM t WHERE id <= "
                    + Math.min(done, rows - done));
        }
        site.run("INSERT INTO t_new SELECT id, a, name FROM t");
        return site;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void equalTablesPassAtOnce(TestServer server) {
        try (Site site = filled(server, ROWS)) {
            assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).isEmpty();
            assertThat(site.progress.stream().reduce((a, b) -> b).orElseThrow().rows())
                    .isEqualTo(ROWS);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("planted")
    void mustNotFail72_everyDifferenceIsFoundAndMendedAndThenEverythingComparedAnew(
            TestServer server, String what, String sql) {
        try (Site site = filled(server, ROWS)) {
            site.run(sql);
            assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).as(what).isNotEmpty();
            assertThat(site.unlike("id, a, name")).isZero();
            assertThat(site.progress.stream().reduce((a, b) -> b).orElseThrow().rows())
                    .as("rows of the last pass")
                    .isEqualTo(ROWS);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail68_rowsThatExchangeValuesDoNotCancelEachOtherOut(TestServer server) {
        try (Site site = filled(server, 2000)) {
            site.run(
                    "UPDATE t SET name = concat('row ', id) WHERE id IN (1500, 1600, 1700, 1800)",
                    "UPDATE t_new SET name = concat('row ', CASE id WHEN 1500 THEN 1600 WHEN 1600 THEN 1500 WHEN 1700"
                            + " THEN 1800 ELSE 1700 END) WHERE id IN (1500, 1600, 1700, 1800)");
            assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).isNotEmpty();
            assertThat(site.unlike("id, a, name")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail68_withoutAKeyEverythingIsComparedAtOnceAndRowsAreCounted(TestServer server) {
        try (Site site = new Site(server)) {
            site.run(
                    "CREATE TABLE t (a int, name varchar(40))",
                    "CREATE TABLE t_new (a bigint, name varchar(40))",
                    "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, 'y'), (NULL, NULL), (7, 'z')",
                    "INSERT INTO t_new VALUES (2, 'y'), (2, 'y'), (1, 'x'), (NULL, NULL), (7, 'z')");
            assertThat(site.pair().isWalkable()).isFalse();
            assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).hasSize(1);
            assertThat(site.texts("SELECT count(*) FROM t_new WHERE a = 1")).containsExactly("2");
            site.run("DELETE FROM t_new WHERE a = 1", "INSERT INTO t_new VALUES (3, 'w'), (3, 'w')");
            assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail67_valuesDoNotFlowFromOneColumnIntoTheNext(TestServer server) {
        try (Site site = new Site(server)) {
            String columns = "(id int PRIMARY KEY, a varchar(20), b varchar(20), c int, d int)";
            site.run(
                    "CREATE TABLE t " + columns,
                    "CREATE TABLE t_new " + columns,
                    "INSERT INTO t VALUES (1, 'x0', 'y', 1, 23), (2, 'p', 'q', 1, 2), (3, 'x,1', 'y', 1, 1),"
                            + " (4, NULL, '', 1, NULL), (5, '', 'N', 12, 3), (6, '1', '2', NULL, 5)");
            for (String other : List.of(
                    "UPDATE t_new SET a = 'x', b = '0y' WHERE id = 1",
                    "UPDATE t_new SET c = 12, d = 3 WHERE id = 1",
                    "UPDATE t_new SET a = 'q', b = 'p' WHERE id = 2",
                    "UPDATE t_new SET c = 2, d = 1 WHERE id = 2",
                    "UPDATE t_new SET a = 'x', b = '1,y' WHERE id = 3",
                    "UPDATE t_new SET a = 'x,1,y', b = '' WHERE id = 3",
                    "UPDATE t_new SET a = '', b = NULL WHERE id = 4",
                    "UPDATE t_new SET c = NULL, d = 1 WHERE id = 4",
                    "UPDATE t_new SET a = 'N', b = '' WHERE id = 5",
                    "UPDATE t_new SET c = 5, d = NULL WHERE id = 6")) {
                site.run("DELETE FROM t_new", "INSERT INTO t_new SELECT * FROM t");
                int before = site.differences().size();
                site.run(other);
                assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
                assertThat(site.differences()).as(other).hasSize(before + 1);
                assertThat(site.unlike("id, a, b, c, d")).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail69_aPassThatFoundSomethingIsFollowedByOneThatKnowsNothingOfIt(TestServer server) {
        try (Site site = filled(server, ROWS)) {
            site.run("UPDATE t_new SET a = 0 WHERE id = 24000");
            AtomicInteger broken = new AtomicInteger();
            site.control.atQuestion(number -> {
                boolean found = !site.differences().isEmpty();
                if (found && broken.getAndIncrement() == 0) {
                    site.run("UPDATE t_new SET a = 0 WHERE id = 3");
                }
            });
            assertThat(site.verify(site.pair(), Targets.DEFAULT.withWorkers(1))).isEqualTo(Ending.COMPLETE);
            assertThat(site.unlike("id, a, name")).isZero();
            assertThat(site.differences()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail72_whatDiffersAgainAndAgainStopsTheRun(TestServer server) {
        try (Site site = filled(server, 2000)) {
            String never = site.isPostgres() ? "(random() * 1000000)::int" : "floor(rand() * 1000000)";
            var pair = site.pair(new Matched("id", "id"), new Matched(never, "a"), new Matched("name", "name"));
            assertThatThrownBy(() -> site.verify(pair))
                    .isInstanceOfSatisfying(
                            MigrationException.class,
                            e -> assertThat(e.code())
                                    .as(String.valueOf(e.getCause()))
                                    .isEqualTo("DBM-2701"))
                    .hasMessageContaining("does not keep in step");
            assertThat(site.differences()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aKeyThatIsNoNumberAndHasAnotherNameIsWalkedToo(TestServer server) {
        try (Site site = new Site(server)) {
            site.run(
                    "CREATE TABLE t (code varchar(20), n int, a int, PRIMARY KEY (code, n))",
                    "CREATE TABLE t_new (a int, label varchar(40), m bigint, PRIMARY KEY (label, m))",
                    "INSERT INTO t SELECT concat('k', n), n, n FROM " + site.numbers(1000),
                    "INSERT INTO t SELECT concat(code, 'x'), n, a FROM t",
                    "INSERT INTO t SELECT concat(code, 'y'), n, a FROM t",
                    "INSERT INTO t_new SELECT a, code, n FROM t",
                    "DELETE FROM t_new WHERE m = 500",
                    "INSERT INTO t_new VALUES (1, 'zzz', 1), (1, '', 1)");
            var pair = site.pair(new Matched("code", "label"), new Matched("n", "m"), new Matched("a", "a"));
            assertThat(pair.isWalkable()).isTrue();
            assertThat(site.verify(pair)).isEqualTo(Ending.COMPLETE);
            assertThat(site.number("SELECT count(*) FROM t_new")).isEqualTo(4000);
            assertThat(site.number("SELECT count(*) FROM t_new WHERE m = 500")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail19_aUniqueKeyThatLetsNullsInIsNotWalked(TestServer server) {
        try (Site site = new Site(server)) {
            site.run(
                    "CREATE TABLE t (code varchar(20) NULL UNIQUE, a int)",
                    "CREATE TABLE t_new (code varchar(20) NULL UNIQUE, a int)",
                    "INSERT INTO t VALUES ('x', 1), (NULL, 2), (NULL, 3)",
                    "INSERT INTO t_new VALUES ('x', 1), (NULL, 2), (NULL, 4)");
            assertThat(site.pair().isWalkable()).isFalse();
            assertThat(site.verify(site.pair())).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).hasSize(1);
            assertThat(site.unlike("code, a")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail66_aPercentSignIsNothingButItself(TestServer server) {
        try (Site site = filled(server, 2000)) {
            site.run("UPDATE t_new SET name = concat(name, ' %s %d 100%')");
            assertThat(site.verify(site.pair(
                            new Matched("id", "id"),
                            new Matched("a", "a"),
                            new Matched("concat(name, ' %s %d 100%')", "name"))))
                    .isEqualTo(Ending.COMPLETE);
            assertThat(site.number("SELECT count(*) FROM t_new WHERE name LIKE 'row 7 \\%s \\%d%'"))
                    .isEqualTo(2);
        }
    }
}
