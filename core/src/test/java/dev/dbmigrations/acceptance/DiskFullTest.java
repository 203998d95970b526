package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.backfill.Limits;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.embedded.testkit.DedicatedServer;
import dev.dbmigrations.embedded.testkit.SmallDisk;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.PlanningOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is too small is noticed before anything begins; one that runs full all the same costs nothing but time. */
class DiskFullTest {
    private static final int ROWS = 400_000;
    private static final int MEGABYTES = 480;

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private SmallDisk disk;
    private DedicatedServer server;
    private TestDatabase database;

    @BeforeEach
    void fill() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), "only root may mount a small disk");
        disk = mounted.orElseThrow();
        opened.push(disk);
        server = TestPostgres.dedicated(
                18, disk, options -> options.withSetting("max_wal_size", "64MB").withSetting("min_wal_size", "32MB"));
        opened.push(server);
        database = server.fresh();
        database.execute("CREATE TABLE numbers (id int PRIMARY KEY, n int NOT NULL, filler text)");
        database.execute(
                "INSERT INTO numbers SELECT i, i, repeat('x', 100) FROM generate_series(1, " + ROWS + ") AS i");
        database.execute("VACUUM ANALYZE numbers");
        Files.writeString(folder.resolve("V1__wider.sql"), "ALTER TABLE numbers ALTER COLUMN n TYPE bigint;");
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private Migrator migrator(long reserve, Optional<Strategy> strategy) {
        PlanningOptions planning = new PlanningOptions(
                PlanningOptions.DEFAULT.small(),
                PlanningOptions.Clients.NONE,
                Duration.ofMillis(300),
                strategy,
                reserve);
        Limits limits = new Limits(
                Limits.DEFAULT.delays(),
                OptionalLong.empty(),
                new Limits.Disk(OptionalLong.of(1), OptionalLong.empty()),
                Optional.empty(),
                OptionalInt.empty());
        Options.Batches batches =
                new Options.Batches(Options.Batches.DEFAULT.pace(), OptionalInt.empty(), Optional.empty(), limits);
        return Migrator.open(new Options(
                new Login(database.url(), "", () -> "", Map.of()),
                new Options.Files(List.of(folder), folder, Options.OutOfOrder.REFUSE),
                planning,
                new Options.Running(Options.Gates.OPEN, Duration.ofSeconds(20), batches, Options.Accepted.NOTHING)));
    }

    @Test
    void whatNeedsMoreThanThereIsIsNotBegun() throws SQLException {
        for (Strategy strategy : List.of(Strategy.EXPAND_CONTRACT, Strategy.BLUE_GREEN)) {
            try (Migrator migrator = migrator(Choice.RESERVE, Optional.of(strategy))) {
                MigrationException refused = catchThrowableOfType(
                        MigrationException.class, () -> migrator.up(Until.THE_END, RunListener.SILENT));
                assertThat(refused.code()).isEqualTo("DBM-2008");
                assertThat(refused.what())
                        .contains("public.numbers needs about")
                        .contains("of disk for " + strategy.word())
                        .contains("512 MB must stay free");
                assertThat(migrator.overview().inFlight()).isEmpty();
            }
        }
        assertThat(ask("SELECT count(*) FROM pg_attribute WHERE attrelid = 'numbers'::regclass AND attnum > 0"))
                .isEqualTo("3");
    }

    /** The server itself may go down, when it is its log that finds no room. */
    @ParameterizedTest
    @EnumSource(names = {"EXPAND_CONTRACT", "BLUE_GREEN"})
    void whatRunsFullMidwayGoesOnWhenThereIsRoom(Strategy strategy) throws Exception {
        AtomicBoolean filled = new AtomicBoolean();
        RunListener filling = new RunListener() {
            @Override
            public void stepDone(StepPlace place, Duration took) {
                if (!filled.getAndSet(true)) {
                    disk.resize((int) (MEGABYTES - disk.freeBytes() / (1 << 20) + 20));
                }
            }
        };
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> isThrough(strategy, filling));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> run.isDone() || !answers());
        assertThat(filled).isTrue();
        boolean down = !answers();
        disk.resize(2 * MEGABYTES);
        if (down) {
            server.killHard();
            server.restart();
        }
        if (!run.join()) {
            assertThat(isThrough(strategy, RunListener.SILENT)).isTrue();
        }
        try (Migrator migrator = migrator(1, Optional.empty())) {
            assertThat(migrator.overview().applied()).hasSize(1);
            assertThat(migrator.overview().inFlight()).isEmpty();
        }
        assertThat(ask("SELECT count(*) FROM numbers WHERE n = id AND length(filler) = 100"))
                .isEqualTo("" + ROWS);
        assertThat(ask("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'numbers'::regclass"
                        + " AND attname = 'n'"))
                .isEqualTo("bigint");
    }

    private boolean isThrough(Strategy strategy, RunListener listener) {
        try (Migrator migrator = migrator(1, Optional.of(strategy))) {
            migrator.up(Until.THE_END, listener);
            return true;
        } catch (MigrationException stopped) {
            assertThat(stopped.why()).anyMatch(why -> why.contains("No space left on device"));
            return false;
        }
    }

    private boolean answers() {
        try {
            return ask("SELECT 1").equals("1");
        } catch (SQLException down) {
            return false;
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
