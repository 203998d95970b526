package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never fail while a partitioned table is built anew beside itself, whatever is done to its partitions meanwhile. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class PartitionedTableTest {
    /** Times are below that, but for those of one partition. */
    static final int TIMES = 600;

    static final int OWN = 1000;
    private static final int ROWS = 20_000;
    private static final int WRITERS = 8;
    private static final String WIDER =
            "-- db-migrations: strategy=blue-green\nALTER TABLE events ALTER COLUMN id TYPE bigint;";
    private static final String EVENTS = "SELECT id, at, label FROM events ORDER BY id";

    @Parameter
    private int major;

    @TempDir
    Path folder;

    private SecondTableStage stage;

    @BeforeEach
    void fill() throws Exception {
        stage = new SecondTableStage(TestPostgres.server(major), folder);
        stage.run(
                "CREATE SEQUENCE numbers START " + ROWS,
                "CREATE TABLE events (id int NOT NULL, at int NOT NULL, label text NOT NULL, PRIMARY KEY (id, at))"
                        + " PARTITION BY RANGE (at)",
                "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (MINVALUE) TO (100)",
                "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (300) PARTITION BY HASH (at)",
                "CREATE TABLE events_2_a PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE events_2_b PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "CREATE TABLE events_own PARTITION OF events FOR VALUES FROM (" + OWN + ") TO (" + (OWN + 1) + ")",
                "CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (300) TO (" + TIMES + ")",
                "CREATE INDEX events_label ON events (label)",
                "INSERT INTO events SELECT i, i % " + TIMES + ", 'l' || i FROM generate_series(1, " + ROWS
                        + " - 1) AS i",
                "ANALYZE events");
        stage.project().write("V1__wider", WIDER);
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void writersOfTheWholeAndOfItsPartitionsNoticeNothingOnTheWayThereAndBack() throws Exception {
        List<PartitionedWriter> writers = new ArrayList<>();
        List<Future<PartitionedWriter>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                PartitionedWriter writer =
                        new PartitionedWriter(stage.database().url(), i);
                writers.add(writer);
                running.add(threads.submit(writer));
            }
            try {
                awaitSomeMore(writers);
                assertThat(stage.up(RunListener.SILENT).waiting()).isPresent();
                awaitSomeMore(writers);
                assertThat(stage.ask("SELECT id, at, label FROM events EXCEPT SELECT * FROM events_anew"))
                        .isEmpty();
                assertThat(stage.complete(RunListener.SILENT).finished()).hasSize(1);
                assertThat(types()).containsOnly("bigint");
                awaitSomeMore(writers);
                stage.down(RunListener.SILENT);
                assertThat(types()).containsOnly("integer");
                awaitSomeMore(writers);
            } finally {
                writers.forEach(PartitionedWriter::stop);
            }
            List<String> wanted = new ArrayList<>();
            for (Future<PartitionedWriter> future : running) {
                PartitionedWriter writer = future.get();
                assertThat(writer.failures()).isEmpty();
                writer.rows().forEach((id, row) -> wanted.add(id + "|" + row));
            }
            assertThat(stage.ask("SELECT id, at, label FROM events WHERE label !~ '^l'"))
                    .containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(stage.ask("SELECT count(*) FROM events WHERE label ~ '^l'"))
                    .containsExactly("" + (ROWS - 1));
            assertNothingIsLeftOver();
        }
    }

    private static void awaitSomeMore(List<PartitionedWriter> writers) {
        List<Long> before = writers.stream().map(PartitionedWriter::statements).toList();
        Awaitility.await().until(() -> {
            for (int i = 0; i < before.size(); i++) {
                PartitionedWriter writer = writers.get(i);
                if (writer.failures().isEmpty() && writer.statements() < before.get(i) + 40) {
                    return false;
                }
            }
            return true;
        });
    }

    private List<String> types() throws SQLException {
        return stage.ask("SELECT data_type FROM information_schema.columns WHERE table_name LIKE 'events%'"
                + " AND column_name = 'id' AND table_name !~ '(anew|former)$'");
    }

    private void assertNothingIsLeftOver() throws SQLException {
        assertThat(stage.ask(
                        "SELECT relname FROM pg_class WHERE relname ~ '_(new|old|anew|former|rest|log|keys|lost)$'"))
                .isEmpty();
        assertThat(stage.ask("SELECT tgname FROM pg_trigger WHERE tgname ~ '^events_(note|forth|back)'"))
                .isEmpty();
    }

    @Test
    void partitionsThatAreEmptiedAreEmptiedInTheOtherTableToo() throws Exception {
        stage.up(RunListener.SILENT);
        stage.run(
                "TRUNCATE events_1",
                "TRUNCATE events_2",
                "INSERT INTO events_1 VALUES (1, 1, 'one')",
                "INSERT INTO events VALUES (3, 150, 'three')");
        assertThat(stage.ask("SELECT * FROM events_anew ORDER BY id")).isEqualTo(stage.ask(EVENTS));
        stage.complete(RunListener.SILENT);
        stage.run("TRUNCATE events_2_a", "TRUNCATE events_3", "INSERT INTO events_3 VALUES (5, 400, 'five')");
        assertThat(stage.ask("SELECT * FROM events_former ORDER BY id")).isEqualTo(stage.ask(EVENTS));
        stage.run("TRUNCATE events", "INSERT INTO events VALUES (7, 7, 'seven')");
        stage.down(RunListener.SILENT);
        assertThat(stage.ask(EVENTS)).containsExactly("7|7|seven");
    }

    @Test
    void aPartitionThatOthersMakeTakesRowsAndIsNoticedBeforeTheExchange() throws Exception {
        stage.up(RunListener.SILENT);
        stage.run(
                "CREATE TABLE events_4 PARTITION OF events FOR VALUES FROM (2000) TO (3000)",
                "INSERT INTO events VALUES (1, 2500, 'new')");
        assertIsRefused("events_4");
        stage.down(RunListener.SILENT);
        assertThat(stage.ask("SELECT label FROM events_4")).containsExactly("new");
        stage.up(RunListener.SILENT);
        stage.complete(RunListener.SILENT);
        assertThat(stage.ask("SELECT id, label FROM events_4")).containsExactly("1|new");
    }

    private void assertIsRefused(String partition) throws SQLException {
        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> stage.complete(RunListener.SILENT));
        assertThat(refusal.toText())
                .contains("somebody else has attached or detached partitions of public.events", partition);
        assertThat(types()).contains("integer");
    }

    @Test
    void aPartitionThatOthersDetachIsNoticedBeforeTheExchange() throws Exception {
        stage.up(RunListener.SILENT);
        stage.run("ALTER TABLE events DETACH PARTITION events_3");
        assertIsRefused("events_3");
        stage.run("DROP TABLE events_3");
        assertThat(catchThrowableOfType(MigrationException.class, () -> stage.up(RunListener.SILENT))
                        .toText())
                .contains("public.events_3");
        stage.down(RunListener.SILENT);
        assertNothingIsLeftOver();
    }

    @Test
    void rowsThatChangeWhileAPartitionIsDetachedAreNotLost() throws Exception {
        stage.up(RunListener.SILENT);
        stage.run(
                "ALTER TABLE events DETACH PARTITION events_3",
                "UPDATE events_3 SET label = 'unseen' WHERE at = 300",
                "ALTER TABLE events ATTACH PARTITION events_3 FOR VALUES FROM (300) TO (" + TIMES + ")");
        assertIsRefused("events_3");
        stage.down(RunListener.SILENT);
        assertNothingIsLeftOver();
    }

    @Test
    void aPartitionMadeWithinTheRevertWindowKeepsTheWayBackClosedAndItsRows() throws Exception {
        stage.up(RunListener.SILENT);
        stage.complete(RunListener.SILENT);
        stage.run(
                "CREATE TABLE events_4 PARTITION OF events FOR VALUES FROM (2000) TO (3000)",
                "INSERT INTO events VALUES (1, 2500, 'new')");
        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> stage.down(RunListener.SILENT));
        assertThat(refusal.toText()).contains("events_lost");
        stage.run("DELETE FROM events_lost");
        refusal = catchThrowableOfType(MigrationException.class, () -> stage.down(RunListener.SILENT));
        assertThat(refusal.toText()).contains("partitions of public.events: events_4");
        stage.run("ALTER TABLE events DETACH PARTITION events_4");
        stage.down(RunListener.SILENT);
        assertThat(types()).contains("integer");
        assertThat(stage.ask("SELECT label FROM events_4")).containsExactly("new");
    }
}
