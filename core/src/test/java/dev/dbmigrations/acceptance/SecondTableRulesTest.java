package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepSql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never fail while a table is built anew beside itself on PostgreSQL, and when names are exchanged. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class SecondTableRulesTest {
    private static final String WIDER =
            "-- db-migrations: strategy=blue-green\nALTER TABLE items ALTER COLUMN n TYPE bigint;";

    @Parameter
    private int major;

    @TempDir
    Path folder;

    private SecondTableStage stage;

    @BeforeEach
    void fill() throws SQLException, IOException {
        stage = new SecondTableStage(TestPostgres.server(major), folder);
        stage.run(
                "CREATE TABLE items (id int PRIMARY KEY, label text NOT NULL, n int NOT NULL)",
                "INSERT INTO items SELECT i, 'l' || i, i FROM generate_series(1, 20000) AS i",
                "ANALYZE items");
        stage.project().write("V1__wider", WIDER);
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    private static boolean isCatchUp(StepPlace place) {
        return place.step() instanceof Step.CatchUp;
    }

    /** Its note has a lower number than others that are long struck out. */
    @Test
    void mustNotFail06_aNoteWhoseTransactionCommitsLateIsNotLost() throws SQLException {
        try (Connection late = stage.database().connection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            RunListener listener = new RunListener() {
                @Override
                public void stepStarted(StepPlace place) {
                    if (place.step() instanceof Step.MoveRows) {
                        unchecked(() -> {
                            statement.execute("UPDATE items SET label = 'late' WHERE id = 7");
                            stage.run("UPDATE items SET label = 'early' WHERE id BETWEEN 8 AND 5000");
                        });
                    }
                }

                @Override
                public void progress(StepPlace place, Progress progress) {
                    if (isCatchUp(place)) {
                        unchecked(late::commit);
                    }
                }
            };
            stage.up(listener);
            stage.complete(RunListener.SILENT);
        }
        assertThat(stage.ask("SELECT label, n FROM items WHERE id = 7")).containsExactly("late|7");
        assertThat(stage.ask("SELECT count(*) FROM items WHERE label = 'early'"))
                .containsExactly("4993");
    }

    @Test
    void mustNotFail41_whatWasNotedWhileWeWaitedForTheLockIsNotDrainedUnderIt() throws SQLException {
        List<String> notes = new ArrayList<>();
        AtomicBoolean blocked = new AtomicBoolean();
        List<CompletableFuture<Void>> blockers = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void stepStarted(StepPlace place) {
                if (isCatchUp(place) && !blocked.getAndSet(true)) {
                    blockers.add(blocker());
                }
            }

            @Override
            public void note(String text) {
                notes.add(text);
            }
        };
        stage.up(listener);
        blockers.forEach(CompletableFuture::join);
        stage.complete(RunListener.SILENT);
        assertThat(notes).anyMatch(note -> note.startsWith("more was written while waiting for the lock"));
        assertThat(stage.ask("SELECT count(*) FROM items WHERE label = 'burst'"))
                .containsExactly("20000");
    }

    /** Returns with its transaction open; when we queue behind it, it writes all rows and commits. */
    private CompletableFuture<Void> blocker() {
        CompletableFuture<Void> open = new CompletableFuture<>();
        CompletableFuture<Void> over = CompletableFuture.runAsync(() -> unchecked(() -> {
            try (Connection connection = stage.database().connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("UPDATE items SET label = 'first' WHERE id = 1");
                open.complete(null);
                Awaitility.await()
                        .pollInSameThread()
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> !stage.ask("SELECT 1 FROM pg_locks WHERE NOT granted"
                                        + " AND relation = 'items'::regclass")
                                .isEmpty());
                statement.execute("UPDATE items SET label = 'burst'");
                connection.commit();
            }
        }));
        open.join();
        return over;
    }

    @Test
    void mustNotFail46_namesAreExchangedAndNothingIsDroppedBeforeThat() throws SQLException {
        try (Migrator migrator = stage.project().migrator()) {
            Plan plan = migrator.plan(migrator.pending(Until.THE_END)).getFirst();
            for (Phase phase : plan.phases()) {
                boolean drops = phase.steps().stream()
                        .flatMap(step -> StepSql.of(step).stream())
                        .anyMatch(sql -> sql.startsWith("DROP TABLE public.items"));
                assertThat(drops).as(phase.kind().word()).isEqualTo(phase.kind() == Phase.Kind.RETIRE);
            }
        }
    }

    @Test
    void mustNotFail47_theFormerTableGoesWhenTheWindowIsOver() throws SQLException {
        stage.up(RunListener.SILENT);
        stage.complete(RunListener.SILENT);
        assertThat(stage.ask("SELECT count(*) FROM items_old")).containsExactly("20000");
        stage.endTheWindow();
        assertThat(stage.ask("SELECT to_regclass('items_old')")).containsExactly("null");
    }

    /** Those whose result keeps its type go on; the one that gives the changed column is prepared anew by the driver. */
    @Test
    void mustNotFail49_statementsPreparedBeforeTheExchangeGoOnBehindIt() throws SQLException {
        try (Connection client = stage.database().connection();
                PreparedStatement update = client.prepareStatement("UPDATE items SET label = ? WHERE id = ?");
                PreparedStatement insert = client.prepareStatement("INSERT INTO items VALUES (?, ?, ?)");
                PreparedStatement read = client.prepareStatement("SELECT label FROM items WHERE id = ?");
                PreparedStatement changed = client.prepareStatement("SELECT n FROM items WHERE id = ?")) {
            Client statements = new Client(update, insert, read, changed);
            for (int i = 0; i < 10; i++) {
                statements.use(30_000 + i);
            }
            stage.up(RunListener.SILENT);
            statements.use(30_100);
            stage.complete(RunListener.SILENT);
            statements.use(30_200);
            stage.down(RunListener.SILENT);
            statements.use(30_300);
        }
    }

    private record Client(
            PreparedStatement update, PreparedStatement insert, PreparedStatement read, PreparedStatement changed) {
        void use(int id) throws SQLException {
            insert.setInt(1, id);
            insert.setString(2, "new");
            insert.setInt(3, id);
            insert.executeUpdate();
            update.setString(1, "changed");
            update.setInt(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
            read.setInt(1, id);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("changed");
            }
            changed.setInt(1, id);
            try (ResultSet row = changed.executeQuery()) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(id);
            }
        }
    }

    @Test
    void mustNotFail58_whatOthersAddMeanwhileIsNotLostWithTheFormerTable() throws SQLException {
        stage.up(RunListener.SILENT);
        stage.run(
                "ALTER TABLE items ADD COLUMN extra text DEFAULT 'precious'",
                "CREATE INDEX items_label ON items (label)");
        MigrationException refused =
                catchThrowableOfType(MigrationException.class, () -> stage.complete(RunListener.SILENT));
        assertThat(refused.code()).isEqualTo("DBM-6024");
        assertThat(String.join("\n", refused.why()))
                .contains(
                        "column extra of public.items has come",
                        "index items_label of public.items has come",
                        "it would be lost with the old shape");
        assertThat(stage.ask("SELECT count(*) FROM items WHERE extra = 'precious'"))
                .containsExactly("20000");
        stage.down(RunListener.SILENT);
        stage.up(RunListener.SILENT);
        stage.complete(RunListener.SILENT);
        assertThat(stage.ask("SELECT count(*) FROM items WHERE extra = 'precious'"))
                .containsExactly("20000");
        assertThat(stage.ask("SELECT indexdef FROM pg_indexes WHERE indexname = 'items_label'"))
                .hasSize(1);
    }

    @Test
    void mustNotFail58_whatOthersTakeAwayMeanwhileIsNotBroughtBack() throws SQLException {
        stage.run("CREATE INDEX items_label ON items (label)");
        stage.up(RunListener.SILENT);
        stage.run("DROP INDEX items_label");
        MigrationException refused =
                catchThrowableOfType(MigrationException.class, () -> stage.complete(RunListener.SILENT));
        assertThat(String.join("\n", refused.why())).contains("index items_label of public.items has gone");
    }

    @Test
    void mustNotFail58_anIndexOnAColumnThatIsBeingReplacedIsNotLostWithIt() throws SQLException, IOException {
        stage.project().write("V1__wider", "ALTER TABLE items ALTER COLUMN n TYPE bigint;");
        stage.up(RunListener.SILENT);
        stage.run("CREATE INDEX items_n ON items (n)", "CREATE INDEX items_label ON items (label)");
        MigrationException refused =
                catchThrowableOfType(MigrationException.class, () -> stage.complete(RunListener.SILENT));
        assertThat(String.join("\n", refused.why()))
                .contains("index items_n of public.items has come")
                .doesNotContain("index items_label of public.items has come");
        stage.run("DROP INDEX items_n");
        assertThat(stage.up(RunListener.SILENT).finished()).hasSize(1);
    }

    /** Anyone who comes upon a leftover can tell whose it is, and what makes it go. */
    @Test
    void mustNotFail80_whatWeLeaveLyingSaysWhoseItIs() throws SQLException {
        stage.up(RunListener.SILENT);
        assertThat(stage.ask("SELECT obj_description('items_new'::regclass)").getFirst())
                .contains("db-migrations");
        stage.complete(RunListener.SILENT);
        assertThat(stage.ask("SELECT obj_description('items_old'::regclass)").getFirst())
                .contains("db-migrations");
        stage.down(RunListener.SILENT);
        assertThat(stage.ask("SELECT obj_description('items'::regclass)")).containsExactly("null");
    }

    private interface Unchecked {
        void run() throws SQLException;
    }

    private static void unchecked(Unchecked work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
