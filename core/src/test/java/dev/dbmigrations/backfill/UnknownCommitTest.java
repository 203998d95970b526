package dev.dbmigrations.backfill;

import static dev.dbmigrations.plan.RowWork.Repetition.FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.embedded.testkit.Fault;
import dev.dbmigrations.embedded.testkit.Fault.Direction;
import dev.dbmigrations.embedded.testkit.FaultProxy;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.plan.Step;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a connection cut at the worst moment loses no batch and does none twice. */
class UnknownCommitTest {
    private static final Step.MoveRows COUNT = Site.step("t", "n = n + 1", "", FORBIDDEN, "id");

    enum Cut {
        COMMITTED_BUT_NOBODY_IS_TOLD,
        NOT_COMMITTED,
        ANYWHERE_ON_THE_WAY_THERE,
        ANYWHERE_ON_THE_WAY_BACK;

        private Fault fault(Random random) {
            return switch (this) {
                case COMMITTED_BUT_NOBODY_IS_TOLD -> new Fault.CutAfter(Direction.TO_SERVER, "COMMIT");
                case NOT_COMMITTED -> new Fault.CutBefore(Direction.TO_SERVER, "COMMIT");
                case ANYWHERE_ON_THE_WAY_THERE -> new Fault.CutAfterBytes(Direction.TO_SERVER, random.nextInt(4000));
                case ANYWHERE_ON_THE_WAY_BACK -> new Fault.CutAfterBytes(Direction.TO_CLIENT, random.nextInt(4000));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void mustNotFail50_eachRowIsChangedExactlyOnceWhereverTheConnectionIsCut(Cut cut) throws Exception {
        assertThat(cutsWhileCounting(18, cut)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void mustNotFail15_aLostConnectionIsNeverTakenForTheEnd(int major) throws Exception {
        assertThat(cutsWhileCounting(major, Cut.COMMITTED_BUT_NOBODY_IS_TOLD)).isPositive();
    }

    private static int cutsWhileCounting(int major, Cut cut) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (Site site = new Site(major);
                FaultProxy proxy = FaultProxy.to(TestPostgres.server(major).port());
                TestedDatabase through = Site.connected(proxy.url(site.scratch.url()))) {
            site.run(
                    "CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)",
                    "INSERT INTO t SELECT x FROM generate_series(1, 60000) x",
                    "ANALYZE t");
            CompletableFuture<Ending> move = CompletableFuture.supplyAsync(() -> site.move(COUNT, Site.BRISK, through));
            while (!move.isDone() && proxy.cuts() < 15) {
                proxy.set(cut.fault(random));
                int before = proxy.cuts();
                for (int i = 0; i < 100 && !move.isDone() && proxy.cuts() == before; i++) {
                    proxy.awaitCuts(before + 1, Duration.ofMillis(50));
                }
            }
            proxy.heal();
            assertThat(move.get()).as("seed %s", seed).isEqualTo(Ending.COMPLETE);
            assertThat(site.texts("SELECT n || ': ' || count(*) FROM t GROUP BY n"))
                    .as("seed %s", seed)
                    .containsExactly("1: 60000");
            return proxy.cuts();
        }
    }

    @Test
    void aServerThatIsGoneForAWhileIsWaitedFor() throws IOException {
        try (Site site = new Site(18);
                FaultProxy proxy = FaultProxy.to(TestPostgres.server(18).port());
                TestedDatabase through = Site.connected(proxy.url(site.scratch.url()))) {
            site.run(
                    "CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)",
                    "INSERT INTO t SELECT x FROM generate_series(1, 100) x");
            proxy.set(new Fault.Refuse());
            Ending ending = new Backfiller(through, site.journal, Site.BRISK, Clock.systemUTC())
                    .move(Site.RUN, COUNT, site.state(), site.control, told -> {
                        if (told.waitingFor().startsWith("waiting for a connection")) {
                            proxy.heal();
                        }
                    });
            assertThat(ending).isEqualTo(Ending.COMPLETE);
        }
    }
}
