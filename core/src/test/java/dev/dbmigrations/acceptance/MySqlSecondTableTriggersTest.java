package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The user's triggers fire once for each write of a client while their table is built anew beside itself, and are then as before. */
class MySqlSecondTableTriggersTest {
    private static final String WIDER =
            "-- db-migrations: strategy=blue-green\nALTER TABLE items MODIFY id bigint NOT NULL AUTO_INCREMENT;";
    private static final int WRITERS = 4;
    private static final String CATALOG = "SELECT trigger_name, event_object_table, action_timing, event_manipulation,"
            + " action_order, definer, sql_mode, character_set_client, collation_connection, database_collation, action_statement"
            + " FROM information_schema.triggers WHERE trigger_schema = database() ORDER BY trigger_name";

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    private SecondTableStage stage(TestServer server, String migration) throws Exception {
        SecondTableStage stage = new SecondTableStage(server, folder);
        stage.run(
                "CREATE TABLE items (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, label varchar(30) NOT NULL, qty int,"
                        + " trail varchar(200) NOT NULL DEFAULT '')",
                "CREATE TABLE audit (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, what varchar(60) NOT NULL)",
                "CREATE TABLE orders (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, label varchar(30) NOT NULL)",
                "INSERT INTO items (label, qty) SELECT concat('L', n), n FROM (" + Numbers.upTo(500) + ") AS numbers");
        stage.project().write("V1__wider", migration);
        return stage;
    }

    /** Several on one event in another order than that of their making, in other modes, and one of another table. */
    private static void makeTriggers(SecondTableStage stage) throws SQLException {
        stage.run(
                "CREATE TRIGGER items_c AFTER INSERT ON items FOR EACH ROW INSERT INTO audit (what) VALUES (concat('i ', NEW.label))",
                "CREATE TRIGGER items_b BEFORE INSERT ON items FOR EACH ROW SET NEW.trail = concat(NEW.trail, 'b')",
                """
                CREATE TRIGGER items_a BEFORE INSERT ON items FOR EACH ROW FOLLOWS items_b
                body: BEGIN
                  DECLARE said varchar(30) DEFAULT lower(NEW.label); -- 'ä;'
                  # a comment
                  SET NEW.trail = concat(NEW.trail, 'a'), NEW.label = said;
                  IF NEW.qty IS NULL THEN LEAVE body; END IF;
                  SET NEW.qty = NEW.qty + 1;
                END body""",
                "CREATE TRIGGER items_z BEFORE INSERT ON items FOR EACH ROW PRECEDES items_b\n"
                        + "CASE WHEN NEW.qty < 0 THEN SET NEW.qty = 0; ELSE SET NEW.trail = 'z'; END CASE /* the end */",
                "SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                "CREATE TRIGGER items_u BEFORE UPDATE ON items FOR EACH ROW SET NEW.\"trail\" = concat(NEW.trail, 'u\\')",
                "SET SESSION sql_mode = ''",
                "CREATE TRIGGER items_v AFTER UPDATE ON items FOR EACH ROW INSERT INTO audit (what)"
                        + " SELECT concat('u ', count(*) > 0, ' ', NEW.label) FROM items WHERE id = NEW.id",
                "SET SESSION session_track_system_variables = ''",
                "SET SESSION sql_mode = DEFAULT, character_set_client = latin1, collation_connection = latin1_german1_ci",
                "CREATE TRIGGER items_d AFTER DELETE ON items FOR EACH ROW INSERT INTO audit (what) VALUES (concat('d ', OLD.label))",
                "SET NAMES utf8mb4",
                "CREATE TRIGGER orders_i AFTER INSERT ON orders FOR EACH ROW INSERT INTO items (label, qty) VALUES (NEW.label, 7)");
    }

    /** One write of each kind after every step; each must be noticed once. */
    private static final class Client implements RunListener {
        private final SecondTableStage stage;
        private int steps;

        Client(SecondTableStage stage) {
            this.stage = stage;
        }

        @Override
        public void stepDone(StepPlace place, Duration took) {
            writes();
        }

        @Override
        public void undone(StepPlace place) {
            writes();
        }

        void writes() {
            steps++;
            String label = "W" + steps;
            stage.tryToRun(
                    "INSERT INTO items (label, qty) VALUES ('" + label + "', 5)",
                    "UPDATE items SET qty = qty + 1 WHERE label = '" + label + "'",
                    "DELETE FROM items WHERE id = " + steps,
                    "INSERT INTO orders (label) VALUES ('O" + steps + "')");
        }

        void hasBeenNoticedOnce(String when) throws SQLException {
            assertThat(stage.ask("SELECT left(what, 3), count(*), count(DISTINCT what) FROM audit"
                            + " GROUP BY left(what, 3) ORDER BY 1"))
                    .as(when)
                    .containsExactly(
                            "d l|" + steps + "|" + steps,
                            "i o|" + steps + "|" + steps,
                            "i w|" + steps + "|" + steps,
                            "u 1|" + steps + "|" + steps);
            assertThat(stage.ask("SELECT count(*), min(qty), max(qty), min(trail), max(trail) FROM items"
                            + " WHERE label LIKE 'w%'"))
                    .as(when)
                    .containsExactly(steps + "|7|7|zbau\\|zbau\\");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void eachWriteFiresThemOnceAndTheyAreAsBeforeWhenTheWindowEnds(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, WIDER)) {
            makeTriggers(stage);
            stage.run("UPDATE items SET label = lower(label)", "DELETE FROM audit");
            List<String> before = stage.ask(CATALOG);
            Client client = new Client(stage);
            stage.up(client);
            client.hasBeenNoticedOnce("at the gate");
            stage.complete(client);
            client.hasBeenNoticedOnce("in the window");
            assertThat(stage.ask("SELECT * FROM items_old ORDER BY id"))
                    .isEqualTo(stage.ask("SELECT * FROM items ORDER BY id"));
            stage.endTheWindow(client);
            client.writes();
            client.hasBeenNoticedOnce("in the end");
            assertThat(stage.ask(CATALOG)).isEqualTo(before);
            assertThat(stage.tables()).containsExactly("audit", "items", "orders");
            assertThat(stage.shape("items")).contains("`id` bigint");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void eachWriteFiresThemOnceAndTheyAreAsBeforeWhenItIsTakenBack(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, WIDER)) {
            makeTriggers(stage);
            stage.run("UPDATE items SET label = lower(label)", "DELETE FROM audit");
            List<String> before = stage.ask(CATALOG);
            String shape = stage.shape("items");
            Client client = new Client(stage);
            stage.up(client);
            stage.complete(client);
            stage.down(client);
            client.hasBeenNoticedOnce("taken back");
            assertThat(stage.ask(CATALOG)).isEqualTo(before);
            assertThat(stage.shape("items")).isEqualTo(shape);
            assertThat(stage.tables()).containsExactly("audit", "items", "orders");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneThatNamesAColumnThatGoesIsRefused(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(
                server,
                "-- db-migrations: strategy=blue-green\nALTER TABLE items RENAME COLUMN qty TO pieces, MODIFY id bigint NOT NULL AUTO_INCREMENT;")) {
            makeTriggers(stage);
            assertThatThrownBy(() -> stage.up(RunListener.SILENT))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("items_a, a trigger of")
                    .hasMessageContaining("names qty");
            assertThat(stage.tables()).containsExactly("audit", "items", "orders");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneWhoseDefinerHasRightsOnTheTableAloneIsRefused(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, WIDER)) {
            String user = "d" + Integer.toUnsignedString(stage.database().name().hashCode());
            stage.run(
                    "CREATE USER " + user + "@localhost",
                    "GRANT TRIGGER, SELECT, UPDATE ON items TO " + user + "@localhost",
                    "CREATE DEFINER = " + user
                            + "@localhost TRIGGER items_b BEFORE INSERT ON items FOR EACH ROW SET NEW.trail = 'b'");
            try {
                assertThatThrownBy(() -> stage.up(RunListener.SILENT))
                        .isInstanceOf(MigrationException.class)
                        .hasMessageContaining("runs with the rights of " + user);
                assertThat(stage.tables()).containsExactly("audit", "items", "orders");
                stage.run(
                        "GRANT TRIGGER, SELECT, UPDATE ON " + stage.database().name() + ".* TO " + user + "@localhost");
                List<String> before = stage.ask(CATALOG);
                stage.up(RunListener.SILENT);
                stage.complete(RunListener.SILENT);
                stage.endTheWindow();
                assertThat(stage.ask(CATALOG)).isEqualTo(before);
            } finally {
                stage.run("DROP USER " + user + "@localhost");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneThatSomebodyReplacesMeanwhileStopsTheExchange(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, WIDER)) {
            makeTriggers(stage);
            stage.up(RunListener.SILENT);
            stage.run(
                    "DROP TRIGGER items_b",
                    "CREATE TRIGGER items_b BEFORE INSERT ON items FOR EACH ROW SET NEW.trail = 'other'");
            assertThatThrownBy(() -> stage.complete(RunListener.SILENT))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("items_b");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT action_statement FROM information_schema.triggers"
                            + " WHERE trigger_schema = database() AND trigger_name = 'items_b'"))
                    .containsExactly("SET NEW.trail = 'other'");
        }
    }

    /** Between two statements of those that replace triggers one by one, whoever resumes finds what is left. */
    @ParameterizedTest
    @MethodSource("servers")
    void brokenOffWhileTheyAreReplacedTheNextRunnerBringsItToItsEnd(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, WIDER)) {
            makeTriggers(stage);
            stage.run("UPDATE items SET label = lower(label)", "DELETE FROM audit");
            List<String> before = stage.ask(CATALOG);
            RunListener breaking = new RunListener() {
                @Override
                public void stepDone(StepPlace place, Duration took) {
                    String title = place.step().facts().title();
                    if (title.contains("asleep until")) {
                        stage.tryToRun("DROP TRIGGER items_b", "DROP TRIGGER items_u");
                    } else if (title.startsWith("drop") && title.contains("former")) {
                        stage.tryToRun(
                                "CREATE TRIGGER items_c AFTER INSERT ON items FOR EACH ROW INSERT INTO audit (what) VALUES ('half')",
                                "DROP TRIGGER items_yours_2");
                    }
                }
            };
            stage.up(breaking);
            stage.complete(breaking);
            stage.endTheWindow(breaking);
            assertThat(stage.ask(CATALOG)).isEqualTo(before);
            Client client = new Client(stage);
            client.writes();
            client.hasBeenNoticedOnce("in the end");
        }
    }

    /** Writes as fast as it can, and counts what has been done. */
    private static final class Busy implements Callable<Busy> {
        /** {@code ER_LOCK_DEADLOCK}; the statement is rolled back, and what its triggers have done with it. */
        private static final int DEADLOCK = 1213;

        private final SecondTableStage stage;
        private final int number;
        private final AtomicBoolean stop;
        private int inserted;
        private int updated;
        private int deleted;

        Busy(SecondTableStage stage, int number, AtomicBoolean stop) {
            this.stage = stage;
            this.number = number;
            this.stop = stop;
        }

        @Override
        public Busy call() throws SQLException {
            try (Connection connection = stage.database().connection();
                    Statement sql = connection.createStatement()) {
                for (int i = 0; !stop.get(); i++) {
                    int id = 1_000_000 * number + i;
                    inserted += rows(sql, "INSERT INTO items (id, label, qty) VALUES (" + id + ", 'W" + id + "', 5)");
                    updated += rows(sql, "UPDATE items SET qty = qty + 1 WHERE id = " + (id - 1));
                    deleted += rows(sql, "DELETE FROM items WHERE id = " + (id - 100));
                }
            }
            return this;
        }

        private static int rows(Statement sql, String statement) throws SQLException {
            try {
                return sql.executeUpdate(statement);
            } catch (SQLException failure) {
                if (failure.getErrorCode() != DEADLOCK) {
                    throw failure;
                }
                return 0;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void manyWritersFireThemOnceForEachWriteForthAndBack(TestServer server) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (SecondTableStage stage = stage(server, WIDER);
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            makeTriggers(stage);
            stage.run("UPDATE items SET label = lower(label)", "DELETE FROM audit");
            List<String> before = stage.ask(CATALOG);
            List<Future<Busy>> running = new ArrayList<>();
            for (int i = 1; i <= WRITERS; i++) {
                running.add(threads.submit(new Busy(stage, i, stop)));
            }
            try {
                stage.up(RunListener.SILENT);
                stage.complete(RunListener.SILENT);
                stage.down(RunListener.SILENT);
                stage.up(RunListener.SILENT);
                stage.complete(RunListener.SILENT);
                stage.endTheWindow();
            } finally {
                stop.set(true);
            }
            assertEachIsNoticed(stage, running);
            assertThat(stage.ask(CATALOG)).isEqualTo(before);
            assertThat(stage.ask("SELECT DISTINCT trail LIKE 'zba%' FROM items WHERE id >= 1000000"))
                    .containsExactly("1");
        }
    }

    private static void assertEachIsNoticed(SecondTableStage stage, List<Future<Busy>> running) throws Exception {
        int inserted = 0;
        int updated = 0;
        int deleted = 0;
        for (Future<Busy> client : running) {
            inserted += client.get().inserted;
            updated += client.get().updated;
            deleted += client.get().deleted;
        }
        assertThat(inserted).isPositive();
        assertThat(stage.ask("SELECT left(what, 1), count(*) FROM audit GROUP BY left(what, 1) ORDER BY 1"))
                .containsExactly("d|" + deleted, "i|" + inserted, "u|" + updated);
    }
}
