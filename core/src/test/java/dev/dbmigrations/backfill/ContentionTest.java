package dev.dbmigrations.backfill;

import static dev.dbmigrations.plan.RowWork.Repetition.FORBIDDEN;
import static dev.dbmigrations.plan.RowWork.Repetition.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.plan.Step;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That others come first, and that those who watch are told what is the matter. */
class ContentionTest {
    private final long seed = new Random().nextLong();
    private final Step.MoveRows copy = Site.step("t", "b = a", "", HARMLESS, "id");
    private Site site;

    @BeforeEach
    void open() {
        site = new Site(18);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void createRows(int count) {
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, a text, b text)",
                "INSERT INTO t SELECT x, x FROM generate_series(1, " + count + ") x",
                "ANALYZE t");
    }

    private boolean wasTold(String reason) {
        return site.progress.stream().anyMatch(p -> p.waitingFor().contains(reason));
    }

    @Test
    void usersWhoLockRowsInTheOppositeOrderAreNeverTheVictimsOfADeadlock() {
        createRows(50_000);
        Step.MoveRows count = Site.step("t", "b = coalesce(b, '') || 'x'", "", FORBIDDEN, "id");
        Others.Habit backwards = random -> {
            int id = 2 + random.nextInt(49_000);
            return List.of(
                    "UPDATE t SET a = a WHERE id = " + (id + 900),
                    "UPDATE t SET a = a WHERE id = " + id,
                    "UPDATE t SET a = a WHERE id = " + (id / 2));
        };
        try (Others others = new Others(site.scratch.url(), 1, seed, backwards)) {
            assertThat(site.move(count, Site.BRISK)).isEqualTo(Ending.COMPLETE);
            assertThat(others.failures()).as("seed %s", seed).isEmpty();
            assertThat(others.deadlocks()).as("seed %s", seed).isZero();
        }
        assertThat(site.texts("SELECT DISTINCT b FROM t")).containsExactly("x");
    }

    @Test
    void aRowThatStaysLockedIsReportedWhenPatienceIsAtAnEndAndAllOthersHaveMoved() throws Exception {
        createRows(3_000);
        try (Connection connection = site.scratch.connection();
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            other.execute("SELECT FROM t WHERE id = 1234 FOR UPDATE");
            assertThatThrownBy(() -> site.move(copy, Site.BRISK.withPatience(Duration.ofSeconds(4))))
                    .isInstanceOfSatisfying(MigrationException.class, failure -> {
                        assertThat(failure.code()).isEqualTo("DBM-2602");
                        assertThat(failure.kind()).isEqualTo(MigrationException.Kind.RETRYABLE);
                        assertThat(failure.exitCode()).isEqualTo(6);
                    });
        }
        assertThat(site.texts("SELECT id FROM t WHERE b IS NULL"))
                .contains("1234")
                .hasSizeLessThan(20);
        assertThat(site.move(copy, Site.BRISK)).isEqualTo(Ending.COMPLETE);
        assertThat(site.texts("SELECT id FROM t WHERE b IS NULL")).isEmpty();
    }

    @Test
    void aValueThatCannotBeConvertedIsReportedWithItsKey() {
        createRows(20_000);
        site.run("UPDATE t SET a = 'twelve' WHERE id = 12345");
        Step.MoveRows convert = Site.step("t", "b = a::int", "", HARMLESS, "id");
        assertThatThrownBy(() -> site.move(convert, Site.BRISK.withWorkers(1)))
                .isInstanceOfSatisfying(MigrationException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("DBM-2601");
                    assertThat(failure.facts())
                            .contains(new MigrationException.Fact("rows", "after id = 12344 up to id = 12345"));
                    assertThat(failure.why()).first().asString().contains("\"twelve\"");
                });
        site.run("UPDATE t SET a = '12' WHERE id = 12345");
        assertThat(site.move(convert, Site.BRISK)).isEqualTo(Ending.COMPLETE);
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS DISTINCT FROM a"))
                .isZero();
    }

    @Test
    void aBatchThatTakesMuchTooLongIsEndedAndCutSmaller() {
        createRows(1_000);
        Step.MoveRows slow = Site.step("t", "b = (SELECT 'x' FROM pg_sleep(0.002 + 0 * r.id))", "", FORBIDDEN, "id");
        assertThat(site.move(slow, Site.BRISK.withBatch(Duration.ofMillis(20)))).isEqualTo(Ending.COMPLETE);
        assertThat(site.texts("SELECT DISTINCT b FROM t")).containsExactly("x");
        assertThat(site.batches()).allMatch(batch -> batch.rows() <= 100);
    }

    @Test
    void rowsWithoutAKeyAreNotChangedExactlyOnceAndSoNotAtAll() {
        site.run("CREATE TABLE t (n int)", "INSERT INTO t VALUES (0)");
        assertThatThrownBy(() -> site.move(Site.step("t", "n = n + 1", "", FORBIDDEN), Site.BRISK))
                .hasMessageStartingWith("DBM-2603");
        assertThat(site.texts("SELECT n FROM t")).containsExactly("0");
    }

    @Test
    void aPauseHoldsAllWorkersAndAResumeLetsThemGoOn() throws Exception {
        createRows(50_000);
        site.control.pause();
        CompletableFuture<Ending> move = CompletableFuture.supplyAsync(() -> site.move(copy, Site.BRISK));
        site.control.awaitSomebodyPaused();
        Awaitility.await().until(() -> wasTold("paused: the shop is busy"));
        assertThat(site.number("SELECT count(b) FROM t")).isZero();
        site.control.resume();
        assertThat(move.get()).isEqualTo(Ending.COMPLETE);
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS NULL")).isZero();
    }

    @Test
    void anAbortEndsTheWorkBetweenTwoBatches() throws Exception {
        createRows(200_000);
        CompletableFuture<Ending> move = CompletableFuture.supplyAsync(() -> site.move(copy, Site.BRISK));
        Awaitility.await().until(() -> !site.batches().isEmpty());
        site.control.stop();
        assertThat(move.get()).isEqualTo(Ending.STOPPED);
        assertThat(site.number("SELECT count(b) FROM t"))
                .isEqualTo(site.batches().stream().mapToLong(b -> b.rows()).sum());
    }

    @Test
    void mustNotFail79_nothingMovesWhileTheLagOfReplicasIsUnknown() throws Exception {
        createRows(5_000);
        site.database.gauges.replicaLag = () -> {
            throw new IllegalStateException("permission denied for pg_stat_replication");
        };
        Targets targets = Site.BRISK.withLimits(Limits.DEFAULT.withReplicaLag(Optional.of(Duration.ofSeconds(5))));
        CompletableFuture<Ending> move = CompletableFuture.supplyAsync(() -> site.move(copy, targets));
        Awaitility.await().until(() -> wasTold("permission denied for pg_stat_replication"));
        site.database.gauges.replicaLag = () -> Optional.of(Duration.ofSeconds(42));
        Awaitility.await().until(() -> wasTold("the slowest replica is 42 s behind"));
        assertThat(site.batches()).isEmpty();
        site.database.gauges.replicaLag = () -> Optional.of(Duration.ofSeconds(1));
        assertThat(move.get()).isEqualTo(Ending.COMPLETE);
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS NULL")).isZero();
    }
}
