package dev.dbmigrations.backfill;

import static dev.dbmigrations.plan.RowWork.Repetition.FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.Step;
import java.time.Clock;
import java.time.Duration;
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

/** That a move goes on where it ended, however it ended, and does nothing twice. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class ResumeTest {
    private static final Step.MoveRows COUNT = Site.step("t", "n = n + 1", "", FORBIDDEN, "id");
    private static final Targets FOUR = Site.BRISK.withWorkers(4).withPatience(Duration.ofMinutes(2));
    private static final Duration SLOW = Duration.ofMinutes(2);

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

    private void createRows(int count) {
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)",
                "INSERT INTO t SELECT x * 5 FROM generate_series(1, " + count + ") x",
                "ANALYZE t");
    }

    private void assertEachRowWasChangedOnce() {
        assertThat(site.texts("SELECT n || ': ' || count(*) FROM t GROUP BY n"))
                .as("seed %s", seed)
                .hasSize(1)
                .allMatch(line -> line.startsWith("1: "));
    }

    @Test
    void mustNotFail50_killedAtAnyStatementItGoesOnAndChangesEachRowExactlyOnce() {
        createRows(30_000);
        Random random = new Random(seed);
        int deaths = 0;
        Ending ending = Ending.STOPPED;
        while (ending != Ending.COMPLETE) {
            DyingDatabase dying = new DyingDatabase(deaths < 40 ? 20 + random.nextInt(60) : Long.MAX_VALUE);
            site.database.sessions = dying::mortal;
            try {
                ending = site.move(COUNT, FOUR, site.database);
            } catch (DyingDatabase.Death death) {
                deaths++;
            }
            site.database.sessions = session -> session;
            dying.closeOrphans();
        }
        assertThat(deaths).as("seed %s", seed).isPositive();
        assertEachRowWasChangedOnce();
    }

    @Test
    void stoppedBetweenBatchesItGoesOnLater() {
        createRows(30_000);
        int stops = 0;
        for (Ending ending = Ending.STOPPED; ending != Ending.COMPLETE; stops++) {
            Control control = new Control();
            control.stopAtQuestion(60);
            ending = new Backfiller(site.database, site.journal, FOUR, Clock.systemUTC())
                    .move(Site.RUN, COUNT, site.state(), control, progress -> {});
        }
        assertThat(stops).isGreaterThan(1);
        assertEachRowWasChangedOnce();
    }

    @Test
    void brokenConnectionsAreOpenedAgainAndNothingIsDoneTwice() throws Exception {
        createRows(200_000);
        CompletableFuture<Ending> move = CompletableFuture.supplyAsync(() -> site.move(COUNT, FOUR));
        String kill = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name LIKE '%db-migrations rows%' AND datname = current_database()";
        long kills = 0;
        for (int round = 0;
                round < 20 && !move.isDone();
                round++) { // each one after the other, a batch might meet all of them
            kills += site.number(kill);
            int before = site.batches().size();
            Awaitility.await()
                    .atMost(SLOW)
                    .until(() -> move.isDone() || site.batches().size() > before);
        }
        assertThat(move.get()).isEqualTo(Ending.COMPLETE);
        assertThat(kills).isPositive();
        assertEachRowWasChangedOnce();
    }

    @Test
    void aTransactionOfADeadProcessIsAwaitedBeforeItsRowsAreTouched() throws Exception {
        createRows(2_000);
        KeyRange range = new KeyRange(List.of(), List.of("500"));
        Session dead = site.database.open("db-migrations rows");
        assertThat(dead.tryLock(Lane.lock(Site.RUN, 3))).isTrue();
        dead.execute("BEGIN");
        dead.execute("UPDATE t SET n = n + 1 WHERE id <= 500");
        site.journal.append(dead, Site.RUN, new Event.BatchDone("1-backfill", range, 100));
        CompletableFuture<Ending> move = CompletableFuture.supplyAsync(() -> site.move(COUNT, FOUR));
        Awaitility.await()
                .until(() -> site.progress.stream().anyMatch(p -> p.waitingFor().contains("earlier session")));
        dead.execute("COMMIT");
        dead.close();
        assertThat(move.get()).isEqualTo(Ending.COMPLETE);
        assertEachRowWasChangedOnce();
    }

    @Test
    void anEarlierSessionThatNeverEndsIsReportedWhenPatienceIsAtAnEnd() {
        createRows(10);
        try (Session dead = site.database.open("db-migrations rows")) {
            assertThat(dead.tryLock(Lane.lock(Site.RUN, 3))).isTrue();
            assertThatThrownBy(() -> site.move(COUNT, FOUR.withPatience(Duration.ofMillis(300))))
                    .hasMessageStartingWith("DBM-2606");
        }
    }

    @Test
    void mustNotFail64_gapsBetweenDoneRangesAreFoundInTheOrderOfTheCollation() {
        site.run(
                "CREATE COLLATION tongue (provider = icu, locale = 'sv-u-kf-upper')",
                "CREATE TABLE t (name text COLLATE tongue, k int, n int DEFAULT 0, PRIMARY KEY (name, k))",
                "INSERT INTO t SELECT w, k FROM unnest(ARRAY['ö','Z','z','a','A','ä','å','Å','o','é','e''','E\\']) w,"
                        + " generate_series(1, 50) k",
                "ANALYZE t");
        Step.MoveRows step = Site.step("t", "n = n + 1", "", FORBIDDEN, "name", "k");
        List<String> names = site.texts("SELECT DISTINCT name FROM t ORDER BY name");
        try (Session session = site.database.open("db-migrations test")) {
            site.journal.append(
                    session,
                    Site.RUN,
                    new Event.ExtentFixed("1-backfill", new KeyRange(List.of(), List.of(names.getLast(), "50")), 600));
            for (int i : new int[] {8, 2, 5}) {
                KeyRange island = new KeyRange(List.of(names.get(i), "10"), List.of(names.get(i + 1), "30"));
                session.execute("UPDATE t SET n = n + 1 WHERE "
                        + site.database
                                .dialect()
                                .keyRanges()
                                .within(
                                        new dev.dbmigrations.dialect.KeyRanges.Walk(
                                                step.work().driver(),
                                                "t",
                                                step.work().key()),
                                        island.from(),
                                        island.to()));
                site.journal.append(session, Site.RUN, new Event.BatchDone("1-backfill", island, 70));
            }
        }
        assertThat(site.move(step, FOUR)).isEqualTo(Ending.COMPLETE);
        assertEachRowWasChangedOnce();
    }
}
