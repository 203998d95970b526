package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Killed after each of its steps, on the way up and on the way down, a table that is built anew beside itself ends with every
 * row that was written meanwhile, in the one shape or in the other, and its triggers have fired once for each.
 */
class MySqlSecondTableKillTest {
    /** {@code ER_NO_SUCH_THREAD}. */
    private static final int UNKNOWN_THREAD = 1094;

    private static final String MIGRATION = """
            -- db-migrations: strategy=blue-green
            ALTER TABLE items MODIFY id bigint NOT NULL AUTO_INCREMENT;
            ALTER TABLE parts MODIFY item bigint NOT NULL;
            """;

    private static final List<String> TABLES = List.of("audit", "items", "parts");

    private static final List<String> TRIGGERS = List.of("items_label", "items_noticed", "items_gone");

    /** Every seventh step, begun by lot, or all of them. */
    private static final int STRIDE = "all".equals(System.getProperty("corpus")) ? 1 : 7;

    private static final int FIRST = 1 + new Random(Long.getLong("corpus.seed", 1)).nextInt(STRIDE);

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    /** What is thrown through the process that dies. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Writes a row after every step, and dies after one of them, all connections of its own at once. */
    private static final class Doomed implements RunListener {
        private final SecondTableStage stage;
        private final int last;
        private int steps;

        Doomed(SecondTableStage stage, int last) {
            this.stage = stage;
            this.last = last;
        }

        @Override
        public void stepDone(StepPlace place, Duration took) {
            after();
        }

        @Override
        public void undone(StepPlace place) {
            after();
        }

        private void after() {
            steps++;
            stage.tryToRun(
                    "INSERT INTO items (label) VALUES (uuid())",
                    "INSERT INTO parts (item) VALUES (last_insert_id())",
                    "UPDATE items SET qty = qty + 1 WHERE id IN (SELECT n FROM (SELECT max(item) AS n FROM parts) AS m)",
                    "DELETE FROM items WHERE id = " + (300 + steps));
            if (steps == last) {
                cut();
                throw new Death();
            }
        }

        private void cut() {
            try {
                for (String id : stage.ask("SELECT id FROM information_schema.processlist WHERE db = database()"
                        + " AND id <> connection_id()")) {
                    kill(id);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** One that has ended by itself is no matter. */
        private void kill(String id) throws SQLException {
            try {
                stage.run("KILL " + id);
            } catch (SQLException failure) {
                if (failure.getErrorCode() != UNKNOWN_THREAD) {
                    throw failure;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail39_killedAfterEachStepTheNextRunnerGoesOn(TestServer server) throws Exception {
        for (int last = FIRST; ; last += STRIDE) {
            try (SecondTableStage stage = filled(server)) {
                boolean died = dies(stage, last);
                stage.endTheWindow();
                hasEverything(stage, "after step " + last);
                assertThat(stage.shape("items")).contains("`id` bigint");
                stage.nothingIsLeftOver(TABLES, TRIGGERS);
                if (!died) {
                    return;
                }
            }
        }
    }

    /** Up and through the gate; killed after one step, and begun again by another runner. */
    private static boolean dies(SecondTableStage stage, int last) {
        Doomed doomed = new Doomed(stage, last);
        boolean died = false;
        try {
            stage.up(doomed);
        } catch (Death death) {
            died = true;
            stage.up(doomed);
        }
        try {
            stage.complete(doomed);
        } catch (Death death) {
            died = true;
            stage.up(doomed);
        }
        return died;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void killedAfterEachUndoTheNextRunnerGoesOn(TestServer server) throws Exception {
        for (int last = FIRST; ; last += STRIDE) {
            try (SecondTableStage stage = filled(server)) {
                List<String> shapes = List.of(stage.shape("items"), stage.shape("parts"));
                stage.up(RunListener.SILENT);
                stage.complete(RunListener.SILENT);
                boolean died = false;
                Doomed doomed = new Doomed(stage, last);
                try {
                    stage.down(doomed);
                } catch (Death death) {
                    died = true;
                    stage.down(doomed);
                }
                hasEverything(stage, "undone " + last);
                assertThat(List.of(stage.shape("items"), stage.shape("parts"))).isEqualTo(shapes);
                stage.nothingIsLeftOver(TABLES, TRIGGERS);
                if (!died) {
                    return;
                }
            }
        }
    }

    private SecondTableStage filled(TestServer server) throws Exception {
        SecondTableStage stage = new SecondTableStage(server, folder);
        stage.run(
                "CREATE TABLE items (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, label varchar(60) NOT NULL, qty int,"
                        + " UNIQUE KEY items_label (label), KEY items_qty (qty))",
                "CREATE TABLE parts (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, item int NOT NULL,"
                        + " CONSTRAINT parts_item FOREIGN KEY (item) REFERENCES items (id))",
                "INSERT INTO items (label, qty) SELECT concat('l', n), n FROM (" + Numbers.upTo(500) + ") AS numbers",
                "INSERT INTO parts (item) SELECT n FROM (" + Numbers.upTo(200) + ") AS numbers",
                "CREATE TABLE audit (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, what varchar(60))",
                "CREATE TRIGGER items_label BEFORE INSERT ON items FOR EACH ROW SET NEW.label = concat('w', NEW.label)",
                "CREATE TRIGGER items_noticed AFTER INSERT ON items FOR EACH ROW INSERT INTO audit (what) VALUES ('came')",
                "CREATE TRIGGER items_gone AFTER DELETE ON items FOR EACH ROW INSERT INTO audit (what) VALUES ('went')");
        stage.project().write("V1__wider", MIGRATION);
        return stage;
    }

    /** Each step has added one to both tables and taken one from the first. */
    private static void hasEverything(SecondTableStage stage, String when) throws SQLException {
        List<String> written = stage.ask("SELECT count(*) FROM items WHERE label LIKE 'w%'");
        assertThat(stage.ask("SELECT count(*) FROM items WHERE label LIKE 'ww%'"))
                .as(when)
                .containsExactly("0");
        assertThat(stage.ask("SELECT count(*) FROM audit WHERE what = 'came'"))
                .as(when)
                .isEqualTo(written);
        assertThat(stage.ask("SELECT count(*) FROM audit WHERE what = 'went'"))
                .as(when)
                .isEqualTo(written);
        assertThat(stage.ask("SELECT count(*) - 200 FROM parts")).as(when).isEqualTo(written);
        assertThat(stage.ask("SELECT 500 - count(*) FROM items WHERE label LIKE 'l%'"))
                .as(when)
                .isEqualTo(written);
    }
}
