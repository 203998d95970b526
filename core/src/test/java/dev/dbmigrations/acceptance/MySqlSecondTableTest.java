package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of MariaDB and MySQL that are built anew beside themselves, and back. */
class MySqlSecondTableTest {
    private static final String ITEMS = "CREATE TABLE items (id int NOT NULL AUTO_INCREMENT PRIMARY KEY,"
            + " label varchar(30) NOT NULL, qty int, at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
            + " twice int GENERATED ALWAYS AS (qty * 2) STORED, UNIQUE KEY items_label (label), KEY items_qty (qty, label(10)))"
            + " COMMENT = 'what there is'";
    private static final String ROWS =
            "INSERT INTO items (label, qty) SELECT concat('l', n), n FROM (" + Numbers.upTo(1000) + ") AS numbers";
    private static final String WIDER = "ALTER TABLE items MODIFY id bigint NOT NULL AUTO_INCREMENT;";
    private static final String ASKED = "-- db-migrations: strategy=blue-green\n";

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    private SecondTableStage stage(TestServer server, String migration, String... statements) throws Exception {
        SecondTableStage stage = new SecondTableStage(server, folder);
        stage.run(statements);
        stage.project().write("V1__wider", migration);
        return stage;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aNumberedKeyGetsAnotherTypeAndLosesNothingOnTheWayBack(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS)) {
            String before = stage.shape("items");
            assertThat(stage.up(RunListener.SILENT).waiting()).isPresent();
            stage.run(
                    "INSERT INTO items (label, qty) VALUES ('waiting', 5)", "UPDATE items SET id = 5000 WHERE id = 7");
            stage.complete(RunListener.SILENT);
            assertThat(stage.shape("items"))
                    .isEqualTo(before.replaceFirst("`id` int(\\(11\\))?", "`id` bigint$1")
                            .replace("bigint(11)", "bigint(20)"));
            stage.run(
                    "INSERT INTO items (label, qty) VALUES ('afterwards', 6)",
                    "UPDATE items SET label = 'changed' WHERE id = 8",
                    "DELETE FROM items WHERE id = 9",
                    "UPDATE items SET id = 6000 WHERE id = 10");
            List<String> rows = stage.ask("SELECT * FROM items ORDER BY id");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT * FROM items ORDER BY id"))
                    .isEqualTo(rows)
                    .hasSize(1001);
            assertThat(stage.shape("items")).isEqualTo(before);
            stage.nothingIsLeftOver(List.of("items"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theWindowEndsAndNothingIsLeftOver(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS)) {
            stage.up(RunListener.SILENT);
            stage.complete(RunListener.SILENT);
            assertThat(stage.tables()).contains("items_old");
            stage.endTheWindow();
            stage.nothingIsLeftOver(List.of("items"));
            try (Migrator migrator = stage.project().migrator()) {
                assertThat(migrator.overview().applied()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail74_numbersGoOnWhereTheyWere(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS)) {
            stage.run(
                    "ALTER TABLE items AUTO_INCREMENT = 70000",
                    "INSERT INTO items (id, label) VALUES (80000, 'far')",
                    "DELETE FROM items WHERE id = 80000");
            stage.up(RunListener.SILENT);
            stage.run("INSERT INTO items (label) VALUES ('next')");
            assertThat(stage.ask("SELECT max(id) FROM items")).containsExactly("80001");
            stage.run("DELETE FROM items WHERE id = 80001");
            stage.complete(RunListener.SILENT);
            stage.run("INSERT INTO items (label) VALUES ('next')");
            assertThat(stage.ask("SELECT max(id) FROM items")).containsExactly("80002");
            stage.run("DELETE FROM items WHERE id = 80002");
            stage.down(RunListener.SILENT);
            stage.run("INSERT INTO items (label) VALUES ('next')");
            assertThat(stage.ask("SELECT max(id) FROM items")).containsExactly("80003");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aRowThatTheFormerShapeCannotHoldFailsNobodyAndIsNotLostSilently(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS)) {
            stage.up(RunListener.SILENT);
            stage.complete(RunListener.SILENT);
            stage.run("SET SESSION sql_mode = ''", "INSERT INTO items (id, label) VALUES (9999999999, 'large')");
            assertThat(stage.ask("SELECT operation, row_key FROM items_lost"))
                    .containsExactly("INSERT|{\"id\": 9999999999}");
            assertThatThrownBy(() -> stage.down(RunListener.SILENT))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("items_lost");
            assertThat(stage.ask("SELECT label FROM items WHERE id = 9999999999"))
                    .containsExactly("large");
            stage.run("UPDATE items SET id = 9999 WHERE id = 9999999999", "DELETE FROM items_lost");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT label FROM items WHERE id = 9999")).containsExactly("large");
            stage.nothingIsLeftOver(List.of("items"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aKeyAndItsChildrenChangeTogether(TestServer server) throws Exception {
        String children = "CREATE TABLE parts (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, item int NOT NULL,"
                + " KEY parts_item (item), CONSTRAINT parts_item FOREIGN KEY (item) REFERENCES items (id))";
        String migration =
                "-- db-migrations: strategy=blue-green\n" + WIDER + "\nALTER TABLE parts MODIFY item bigint NOT NULL;";
        try (SecondTableStage stage = stage(
                server,
                migration,
                ITEMS,
                ROWS,
                children,
                "INSERT INTO parts (item) SELECT id FROM items WHERE id > 500")) {
            String before = stage.shape("parts");
            stage.up(RunListener.SILENT);
            stage.run("INSERT INTO parts (item) VALUES (3)");
            stage.complete(RunListener.SILENT);
            assertThat(stage.shape("parts"))
                    .contains("CONSTRAINT `parts_item` FOREIGN KEY (`item`) REFERENCES `items` (`id`)")
                    .contains("`item` bigint");
            assertThatThrownBy(() -> stage.run("INSERT INTO parts (item) VALUES (-1)"))
                    .hasMessageContaining("foreign key");
            stage.run("INSERT INTO items (id, label) VALUES (-1, 'parent')", "INSERT INTO parts (item) VALUES (-1)");
            stage.down(RunListener.SILENT);
            assertThat(stage.shape("parts")).isEqualTo(before);
            assertThat(stage.ask("SELECT count(*) FROM parts WHERE item IN (3, -1)"))
                    .containsExactly("2");
            assertThatThrownBy(() -> stage.run("INSERT INTO parts (item) VALUES (-2)"))
                    .hasMessageContaining("foreign key");
            stage.nothingIsLeftOver(List.of("items", "parts"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void foreignKeysOfOthersFollowTheName(TestServer server) throws Exception {
        String parts = "CREATE TABLE parts (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, item int NOT NULL,"
                + " KEY parts_item (item), CONSTRAINT parts_item FOREIGN KEY (item) REFERENCES items (id) ON DELETE CASCADE)";
        String migration = "-- db-migrations: strategy=blue-green\nALTER TABLE items MODIFY qty bigint;";
        try (SecondTableStage stage = stage(
                server,
                migration,
                ITEMS,
                ROWS,
                parts,
                "INSERT INTO parts (item) SELECT id FROM items WHERE id > 500")) {
            String before = stage.shape("parts");
            stage.up(RunListener.SILENT);
            stage.complete(RunListener.SILENT);
            assertThat(stage.shape("parts")).isEqualTo(before);
            stage.run(
                    "INSERT INTO items (id, label) VALUES (4000, 'new')",
                    "INSERT INTO parts (item) VALUES (4000)",
                    "DELETE FROM items WHERE id = 600");
            assertThat(stage.ask("SELECT count(*) FROM parts")).containsExactly("500");
            stage.down(RunListener.SILENT);
            assertThat(stage.shape("parts")).isEqualTo(before);
            stage.run("DELETE FROM items WHERE id = 4000");
            assertThat(stage.ask("SELECT count(*) FROM parts")).containsExactly("499");
            stage.nothingIsLeftOver(List.of("items", "parts"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatCannotBeKeptInStepIsRefused(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS, "ALTER TABLE items ENGINE = MyISAM")) {
            assertThatThrownBy(() -> stage.up(RunListener.SILENT))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("is kept by myisam");
            assertThat(stage.tables()).containsExactly("items");
        }
    }

    /** Where the server copies the table while others write (MariaDB from 11.2) it may run as written. */
    @ParameterizedTest
    @MethodSource("servers")
    void aNumberedKeyOfALargeTableNeedsNobodyToAskForIt(TestServer server) throws Exception {
        org.junit.jupiter.api.Assumptions.assumeFalse(server.label().contains("11.4"));
        try (SecondTableStage stage = stage(server, WIDER, ITEMS, ROWS)) {
            assertThat(stage.up(RunListener.SILENT).waiting()).isPresent();
            assertThat(stage.tables()).contains("items_new");
            stage.down(RunListener.SILENT);
            stage.nothingIsLeftOver(List.of("items"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void truncatedWhileItIsCopiedTheComparisonMakesBothTablesAlike(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS)) {
            RunListener truncating = new RunListener() {
                @Override
                public void stepDone(StepPlace place, Duration took) {
                    if (place.step().facts().title().startsWith("copy")) {
                        stage.tryToRun("TRUNCATE TABLE items", "INSERT INTO items (label) VALUES ('only')");
                    }
                }
            };
            stage.up(truncating);
            assertThat(stage.ask("SELECT label FROM items_new")).containsExactly("only");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT label FROM items")).containsExactly("only");
            stage.nothingIsLeftOver(List.of("items"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void truncatedBeforeTheGateOrWithinTheWindowNothingIsExchanged(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, ASKED + WIDER, ITEMS, ROWS)) {
            stage.up(RunListener.SILENT);
            stage.run("TRUNCATE TABLE items");
            assertThatThrownBy(() -> stage.complete(RunListener.SILENT)).hasMessageContaining("TRUNCATE");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT count(*) FROM items")).containsExactly("0");
            stage.run(ROWS);
            stage.up(RunListener.SILENT);
            stage.complete(RunListener.SILENT);
            stage.run("TRUNCATE TABLE items");
            assertThatThrownBy(() -> stage.down(RunListener.SILENT)).hasMessageContaining("items_lost");
            assertThat(stage.ask("SELECT operation FROM items_lost")).containsExactly("TRUNCATE");
            stage.run("DELETE FROM items_old", "DELETE FROM items_lost");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT count(*) FROM items")).containsExactly("0");
            stage.nothingIsLeftOver(List.of("items"));
        }
    }
}
