package dev.dbmigrations.backfill;

import static dev.dbmigrations.plan.RowWork.Repetition.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.Limits.Delays;
import dev.dbmigrations.backfill.Limits.Disk;
import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.backfill.Targets.Load;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Step;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;

/** That rows move as fast as the server bears it, wait when it does not, and that those who watch learn why. */
class SteeringTest {
    private static final Duration ENOUGH = Duration.ofSeconds(90);
    private final Step.MoveRows copy = Site.step("t", "b = a", "", HARMLESS, "id");

    /** Slow enough to be watched, whatever the machine: it takes one worker half a minute. */
    private final Step.MoveRows slow =
            Site.step("t", "b = (SELECT r.a FROM pg_sleep(0.004 + 0 * r.id))", "", HARMLESS, "id");

    /** So slow that it is at work whenever it is stopped, also on a machine that has much else to do. */
    private final Step.MoveRows endless =
            Site.step("t", "b = (SELECT r.a FROM pg_sleep(0.05 + 0 * r.id))", "", HARMLESS, "id");

    private Site site;

    @BeforeEach
    void open() {
        site = new Site(18);
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, a text, b text)",
                "INSERT INTO t SELECT x, x FROM generate_series(1, 6000) x",
                "ANALYZE t");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private CompletableFuture<Ending> begin(Step.MoveRows step, Targets targets) {
        return CompletableFuture.supplyAsync(() -> site.move(step, targets));
    }

    private void awaitTold(String reason) {
        Awaitility.await()
                .atMost(ENOUGH)
                .until(() -> site.progress.stream().anyMatch(p -> p.waitingFor().contains(reason)));
    }

    private void assertMoved(CompletableFuture<Ending> move) throws Exception {
        assertThat(move.get()).isEqualTo(Ending.COMPLETE);
        assertThat(site.number("SELECT count(*) FROM t WHERE b IS DISTINCT FROM a"))
                .isZero();
    }

    private void assertStops(CompletableFuture<Ending> move) {
        site.control.stop();
        assertThat(move.join()).isEqualTo(Ending.STOPPED);
    }

    private static Limits limits(Delays delays, Disk disk, Optional<String> query) {
        return new Limits(delays, OptionalLong.empty(), disk, query, OptionalInt.empty());
    }

    private static final Delays NO_DELAYS = new Delays(Optional.empty(), Optional.empty());

    @Test
    void aQueryOfTheUserStopsTheWorkAndWhyIsWrittenDownForOthers() throws Exception {
        site.run("CREATE TABLE brake (n numeric)", "INSERT INTO brake VALUES (1.5)");
        Limits limits = limits(NO_DELAYS, Limits.DEFAULT.disk(), Optional.of("SELECT max(n) FROM brake"));
        CompletableFuture<Ending> move = begin(copy, Site.BRISK.withLimits(limits));
        String why = "the throttle-query says 1.5; below 1 is allowed";
        awaitTold(why);
        Awaitility.await()
                .atMost(ENOUGH)
                .until(() -> site.state().standing().speed().heldBecause().equals(why));
        assertThat(site.batches()).isEmpty();
        site.run("UPDATE brake SET n = NULL");
        awaitTold("the throttle-query cannot be measured: the throttle-query gave no number");
        site.run("DROP TABLE brake");
        awaitTold("\"brake\"");
        assertThat(site.batches()).isEmpty();
        site.run("CREATE TABLE brake (n numeric)", "INSERT INTO brake VALUES (0.5)");
        assertMoved(move);
    }

    @Test
    void aReplicaThatDoesNotReplayIsWaitedFor() throws Exception {
        Properties properties = new Properties();
        PGProperty.REPLICATION.set(properties, "true");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        LogSequenceNumber start = LogSequenceNumber.valueOf(
                site.texts("SELECT pg_current_wal_lsn()::text").getFirst());
        site.database.gauges.replicaLag = site.database.gauges.real()::replicaLag;
        CompletableFuture<Ending> move;
        try (Connection replica = DriverManager.getConnection(site.scratch.url(), properties);
                var stream = replica.unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .physical()
                        .withStartPosition(start)
                        .start()) {
            Awaitility.await().atMost(ENOUGH).until(() -> {
                site.run("UPDATE t SET a = a WHERE id = 1");
                stream.readPending();
                return site.database.gauges.real().replicaLag().isPresent();
            });
            Limits limits = Limits.DEFAULT.withReplicaLag(Optional.of(Duration.ofMillis(1)));
            Awaitility.await().atMost(ENOUGH).until(() -> {
                site.run("UPDATE t SET a = a WHERE id = 1");
                stream.readPending();
                return site.database
                        .gauges
                        .real()
                        .replicaLag()
                        .filter(lag -> lag.toMillis() > 10)
                        .isPresent();
            });
            move = begin(copy, Site.BRISK.withLimits(limits));
            awaitTold("the slowest replica is ");
        }
        assertMoved(move);
    }

    @Test
    void anOldTransactionOfSomebodyElseIsWaitedFor() throws Exception {
        CompletableFuture<Ending> move;
        try (Connection other = site.scratch.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1");
            Delays delays = new Delays(Optional.empty(), Optional.of(Duration.ofMillis(1)));
            move = begin(copy, Site.BRISK.withLimits(limits(delays, Limits.DEFAULT.disk(), Optional.empty())));
            awaitTold("the oldest transaction is ");
            assertThat(site.batches()).isEmpty();
            other.rollback();
        }
        assertMoved(move);
    }

    @Test
    void aDiskThatRunsFullStopsTheWorkThoughNobodyHasAskedForIt() throws Exception {
        site.database.gauges.freeDisk = () -> OptionalLong.of(100L << 20);
        CompletableFuture<Ending> move = begin(copy, Site.BRISK);
        awaitTold("100 MB are free where the data lies; 512 MB must stay free");
        assertThat(site.batches()).isEmpty();
        site.database.gauges.freeDisk = () -> OptionalLong.of(1L << 40);
        assertMoved(move);
    }

    @Test
    void mustNotFail79_aDiskThatIsToBeWatchedAndCannotBeSeenStopsTheWork() throws Exception {
        site.database.gauges.freeDisk = OptionalLong::empty;
        Disk disk = new Disk(OptionalLong.of(1), OptionalLong.empty());
        CompletableFuture<Ending> move = begin(copy, Site.BRISK.withLimits(limits(NO_DELAYS, disk, Optional.empty())));
        awaitTold("the disk of the server cannot be seen from here; max-database-growth can be");
        site.database.gauges.freeDisk = () -> OptionalLong.of(1L << 40);
        assertMoved(move);
    }

    @Test
    void aDatabaseThatGrowsTooMuchStopsTheWork() {
        site.database.gauges.databaseBytes = new AtomicLong()::incrementAndGet;
        Disk disk = new Disk(OptionalLong.empty(), OptionalLong.of(1));
        CompletableFuture<Ending> move =
                begin(endless, Site.BRISK.withLimits(limits(NO_DELAYS, disk, Optional.empty())));
        awaitTold("the database has grown by 1 bytes; 1 bytes allowed");
        assertStops(move);
    }

    @Test
    void manyBusySessionsOfOthersTakeWorkersAway() {
        site.database.gauges.activeSessions = () -> 1000;
        CompletableFuture<Ending> move =
                begin(endless, Site.BRISK.withWorkers(4).withLoad(new Load(1, ENOUGH, 4)));
        awaitTold("2 of 4 workers: others have 1000 busy sessions");
        assertStops(move);
    }

    @Test
    void aServerThatWritesMoreLogThanAllowedTakesWorkersAway() {
        Limits limits =
                new Limits(NO_DELAYS, OptionalLong.of(1), Limits.DEFAULT.disk(), Optional.empty(), OptionalInt.empty());
        CompletableFuture<Ending> move =
                begin(endless, Site.BRISK.withLoad(new Load(1000, ENOUGH, 2)).withLimits(limits));
        awaitTold("of log are written per second; 1 bytes allowed");
        assertStops(move);
    }

    @Test
    void clientsWhoMakeTheTableSlowForEverybodyTakeTimeAway() {
        Load touchy = new Load(1000, Duration.ofNanos(1), 1);
        CompletableFuture<Ending> move =
                begin(endless, Site.BRISK.withWorkers(1).withLoad(touchy));
        Others.Habit scans = random -> List.of("SELECT count(*) FROM t a JOIN t c ON a.a = c.a");
        try (Others others = new Others(site.scratch.url(), 4, 1, scans)) {
            awaitTold("of the time: a probe takes ");
            assertThat(others.failures()).isEmpty();
        }
        assertStops(move);
    }

    @Test
    void whoAsksForMoreOrFewerWorkersMeanwhileGetsThem() throws Exception {
        Targets one = Site.BRISK.withWorkers(1).withLoad(new Load(1000, ENOUGH, 1));
        CompletableFuture<Ending> move = begin(slow, one);
        String sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'db-migrations rows'";
        Awaitility.await().atMost(ENOUGH).until(() -> !site.batches().isEmpty());
        assertThat(site.number(sessions)).isEqualTo(1);
        site.control.guidance = new Guidance(Optional.empty(), Optional.of(5), Optional.empty());
        Awaitility.await().atMost(ENOUGH).until(() -> site.number(sessions) == 5);
        site.control.guidance = new Guidance(Optional.empty(), Optional.of(2), Optional.empty());
        Awaitility.await().atMost(ENOUGH).until(() -> site.number(sessions) == 2);
        assertMoved(move);
    }

    @Test
    void aGentlePaceRestsFromTheBeginningAndIsTakenBackByAFastOne() throws Exception {
        Targets gentle = Targets.of(Pace.GENTLE).withPatience(ENOUGH);
        CompletableFuture<Ending> move = begin(slow, gentle);
        awaitTold("working 1/");
        site.control.guidance = new Guidance(Optional.of(Pace.FAST), Optional.empty(), Optional.empty());
        assertMoved(move);
    }

    @Test
    void aPauseHoldsAlsoThoseWhoRestAndNothingIsLost() throws Exception {
        Targets resting = Site.BRISK.withWorkers(1).withLoad(new Load(1000, ENOUGH, 1 / 16.0));
        CompletableFuture<Ending> move = begin(slow, resting);
        Awaitility.await().atMost(ENOUGH).until(() -> !site.batches().isEmpty());
        site.control.pause();
        site.control.awaitSomebodyPaused();
        int batches = site.batches().size();
        assertThat(site.number("SELECT count(b) FROM t"))
                .isEqualTo(site.batches().stream().mapToLong(b -> b.rows()).sum());
        assertThat(site.batches()).hasSize(batches);
        site.control.guidance = new Guidance(Optional.empty(), Optional.of(4), Optional.empty());
        site.control.resume();
        assertMoved(move);
    }
}
