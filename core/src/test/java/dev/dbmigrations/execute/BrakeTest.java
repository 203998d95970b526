package dev.dbmigrations.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writers are kept out now and then, and never for good. */
class BrakeTest {
    private static final List<String> LOCK = List.of("LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE");
    private static final Duration BUDGET = Duration.ofMillis(200);

    private final Notes notes = new Notes();
    private Site site;
    private MortalDatabase process;

    @BeforeEach
    void open() {
        site = new Site(18);
        site.run("CREATE TABLE t (id serial PRIMARY KEY)");
        process = site.process();
    }

    @AfterEach
    void close() {
        process.close();
        site.close();
    }

    private Brake on(int force) {
        return Brake.on(site.workplace(process, Site.IMPATIENT, notes), LOCK, BUDGET, force);
    }

    private boolean holds() {
        return site.ask(
                                "SELECT pid FROM pg_locks WHERE relation = 't'::regclass AND granted AND mode = 'ShareRowExclusiveLock'")
                        .size()
                > 0;
    }

    private List<String> sessions() {
        return site.ask("SELECT application_name FROM pg_stat_activity WHERE application_name LIKE '%brake'"
                + " AND datname = current_database()");
    }

    private long rows() {
        return Long.parseLong(site.ask("SELECT count(*) FROM t").getFirst());
    }

    @Test
    void writersAreKeptOutAndLetInAgainAndAgain() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (Session session = site.session()) {
                while (!over.get()) {
                    session.execute("INSERT INTO t DEFAULT VALUES");
                }
            }
        });
        try (Brake brake = on(8)) {
            for (int round = 0; round < 3; round++) {
                Awaitility.await().pollInterval(Duration.ofMillis(1)).until(this::holds);
                long before = rows();
                Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> rows() > before);
            }
            assertThat(brake).isNotNull();
        }
        over.set(true);
        writer.get();
        Awaitility.await().until(() -> !holds() && sessions().isEmpty());
    }

    @Test
    void whereSomebodyHasTheTableNobodyQueuesForGood() {
        try (Session busy = site.session()) {
            busy.inTransaction(LockBudget.UNLIMITED, transaction -> {
                transaction.execute("INSERT INTO t DEFAULT VALUES");
                try (Brake brake = on(1)) {
                    Awaitility.await().until(() -> !sessions().isEmpty());
                    site.run("INSERT INTO t DEFAULT VALUES", "INSERT INTO t DEFAULT VALUES");
                    assertThat(brake).isNotNull();
                }
                return "";
            });
        }
        assertThat(rows()).isEqualTo(3);
        assertThat(sessions()).isEmpty();
    }
}
