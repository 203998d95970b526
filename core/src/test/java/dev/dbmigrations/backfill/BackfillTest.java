package dev.dbmigrations.backfill;

import static dev.dbmigrations.plan.RowWork.Repetition.FORBIDDEN;
import static dev.dbmigrations.plan.RowWork.Repetition.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.Step;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** That rows move: all of them, whatever others do meanwhile, and the work comes to an end. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class BackfillTest {
    @Parameter
    int major;

    private final long seed = new Random().nextLong();
    private Site site;

    @BeforeEach
    void open() {
        site = new Site(major);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void assertEveryRowMoves(Step.MoveRows step, Others.Habit habit) {
        site.createSync("t");
        site.run("ANALYZE t");
        try (Others others = new Others(site.scratch.url(), 2, seed, habit)) {
            assertThat(site.move(step, Site.BRISK)).as("seed %s", seed).isEqualTo(Ending.COMPLETE);
            assertThat(others.failures()).as("seed %s", seed).isEmpty();
            assertThat(others.transactions()).isPositive();
        }
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS DISTINCT FROM a * 2"))
                .as("rows not moved; seed %s", seed)
                .isZero();
        assertThat(site.batches().size()).isGreaterThan(3);
    }

    private static Others.Habit writes(String key, String some) {
        return random -> List.of(
                "INSERT INTO t (" + key + ", a) SELECT " + some + ", " + random.nextInt(1000)
                        + " ON CONFLICT DO NOTHING",
                "UPDATE t SET a = a + 1 WHERE ctid IN (SELECT ctid FROM t TABLESAMPLE system (1) LIMIT 3)",
                "DELETE FROM t WHERE ctid IN (SELECT ctid FROM t TABLESAMPLE system (1) LIMIT 2)");
    }

    @Test
    void mustNotFail09_rowsUnderANumberWithWideGapsAllMove() {
        site.run(
                "CREATE TABLE t (id bigint PRIMARY KEY, a int, b int)",
                "INSERT INTO t SELECT n + (n / 20000) * 900000000000, n FROM generate_series(-100000, 99999) n");
        Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS, "id");
        assertEveryRowMoves(step, writes("id", "(random() * 1e12)::bigint"));
    }

    @Test
    void mustNotFail09_rowsUnderAUuidAllMove() {
        site.run(
                "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), a int, b int)",
                "INSERT INTO t (a) SELECT n FROM generate_series(1, 200000) n");
        Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS, "id");
        assertEveryRowMoves(step, writes("id", "gen_random_uuid()"));
    }

    @Test
    void mustNotFail64_rowsUnderATextInAnotherCollationAndANumberAllMove() {
        site.run(
                "CREATE COLLATION tongue (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE t (name text COLLATE tongue, n int, a int, b int, PRIMARY KEY (name, n))",
                "INSERT INTO t SELECT (ARRAY['a', 'B', 'ä', 'é''e', '\\z', 'Straße', '', '東'])[1 + x % 8] || x / 40, x, x"
                        + " FROM generate_series(1, 100000) x");
        Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS, "name", "n");
        assertEveryRowMoves(step, writes("name, n", "chr(65 + (random() * 60)::int), (random() * 1e9)::int"));
    }

    @Test
    void rowsWithoutAnyKeyAllMoveThoughOthersShiftThemAbout() {
        site.run(
                "CREATE TABLE t (filler text, a int, b int)",
                "INSERT INTO t SELECT repeat('x', 50), n FROM generate_series(1, 200000) n");
        Step.MoveRows step = Site.step("t", "b = a * 2", "b IS DISTINCT FROM a * 2", HARMLESS);
        assertEveryRowMoves(step, writes("filler", "'y'"));
    }

    @Test
    void rowsOfPartitionsWithoutAnyKeyAllMove() {
        site.run(
                "CREATE TABLE t (part int, a int, b int) PARTITION BY LIST (part)",
                "CREATE TABLE t0 PARTITION OF t FOR VALUES IN (0)",
                "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)",
                "INSERT INTO t SELECT (n % 10 = 0)::int, n FROM generate_series(1, 100000) n");
        Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS);
        assertEveryRowMoves(step, random -> List.of("UPDATE t SET a = a + 1 WHERE a = " + random.nextInt(100000)));
    }

    @Test
    void mustNotFail09_aRangeThatSomebodyDeletesWhileTheBatchWaitsDoesNotEndTheWork() throws Exception {
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int)",
                "INSERT INTO t SELECT n, n FROM generate_series(1, 10000) n");
        try (Connection connection = site.scratch.connection();
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            other.execute("DELETE FROM t WHERE id <= 2000");
            Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS, "id");
            CompletableFuture<Ending> move =
                    CompletableFuture.supplyAsync(() -> site.move(step, Site.BRISK.withWorkers(1)));
            Awaitility.await()
                    .until(() ->
                            site.progress.stream().anyMatch(p -> p.waitingFor().contains("tried again")));
            connection.commit();
            assertThat(move.get()).isEqualTo(Ending.COMPLETE);
        }
        assertThat(site.texts("SELECT count(*) || ' ' || count(b) FROM t")).containsExactly("8000 8000");
    }

    @Test
    void mustNotFail10_theWorkEndsThoughRowsArriveAllTheTime() throws Exception {
        site.run(
                "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int, b int)",
                "INSERT INTO t (a) SELECT n FROM generate_series(1, 50000) n");
        Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS, "id");
        String more = "INSERT INTO t (a) SELECT n FROM generate_series(1, 200) n";
        try (Others others = new Others(site.scratch.url(), 2, seed, random -> List.of(more))) {
            Awaitility.await().until(() -> others.transactions() > 0);
            assertThat(site.move(step, Site.BRISK)).isEqualTo(Ending.COMPLETE);
        }
        Event.ExtentFixed extent = site.state().rows("1-backfill").extent().orElseThrow();
        String end = extent.whole().to().getFirst();
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS NULL AND id <= " + end))
                .isZero();
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS NOT NULL AND id > " + end))
                .isZero();
    }

    @Test
    void anEmptyTableIsCompleteAtOnce() {
        site.run("CREATE TABLE t (id int PRIMARY KEY, a int, b int)");
        Step.MoveRows step = Site.step("t", "b = a * 2", "", HARMLESS, "id");
        assertThat(site.move(step, Site.BRISK)).isEqualTo(Ending.COMPLETE);
        assertThat(site.batches()).isEmpty();
        assertThat(site.state().rows("1-backfill").extent())
                .hasValueSatisfying(extent -> assertThat(extent.whole()).isEqualTo(new KeyRange(List.of(), List.of())));
    }

    @Test
    void batchesCoverTheKeyWithoutHolesAndWithoutOverlaps() {
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)",
                "INSERT INTO t SELECT x * 3 FROM generate_series(1, 60000) x",
                "ANALYZE t");
        Step.MoveRows step = Site.step("t", "n = n + 1", "", FORBIDDEN, "id");
        assertThat(site.move(step, Site.BRISK.withWorkers(4))).isEqualTo(Ending.COMPLETE);
        assertThat(site.texts("SELECT DISTINCT n FROM t")).containsExactly("1");
        assertThat(site.batches().stream().mapToLong(Event.BatchDone::rows).sum())
                .isEqualTo(60000);
        assertThat(site.state().rows("1-backfill").done()).containsExactly(new KeyRange(List.of(), List.of("180000")));
    }

    @Test
    void aMoveThatIsDoneIsNotDoneAgain() {
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)",
                "INSERT INTO t SELECT x FROM generate_series(1, 100) x");
        Step.MoveRows step = Site.step("t", "n = n + 1", "", FORBIDDEN, "id");
        assertThat(site.move(step, Site.BRISK)).isEqualTo(Ending.COMPLETE);
        assertThat(site.move(step, Site.BRISK)).isEqualTo(Ending.COMPLETE);
        assertThat(site.texts("SELECT DISTINCT n FROM t")).containsExactly("1");
    }
}
