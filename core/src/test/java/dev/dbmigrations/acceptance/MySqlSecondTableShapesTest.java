package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.Pace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that was built anew beside itself is what the statement as written makes of its twin, rows and all; and back. */
class MySqlSecondTableShapesTest {
    private static final String ITEMS =
            "CREATE TABLE items (id int unsigned NOT NULL AUTO_INCREMENT, shop int NOT NULL,"
                    + " label varchar(30) CHARACTER SET latin1 NOT NULL COMMENT 'as printed', qty int NOT NULL DEFAULT 7,"
                    + " price decimal(8,2), seen datetime(3) NULL, data blob, twice int GENERATED ALWAYS AS (qty * 2) VIRTUAL,"
                    + " PRIMARY KEY (id), UNIQUE KEY items_label (shop, label), KEY items_seen (seen, price), KEY items_twice (twice),"
                    + " FULLTEXT KEY items_words (label)) ROW_FORMAT = DYNAMIC COMMENT = 'what there is'";
    private static final String ROWS = "INSERT INTO items (shop, label, qty, price, seen, data)"
            + " SELECT n % 5, concat('l', n), n, n / 7, '2024-02-29 12:00:00.123', unhex(hex(n)) FROM ("
            + Numbers.upTo(1000)
            + ") AS numbers";
    private static final List<String> STATEMENTS = List.of(
            "ALTER TABLE items MODIFY qty bigint NOT NULL DEFAULT 7, ADD COLUMN colour varchar(10) NOT NULL DEFAULT 'red' AFTER label,"
                    + " DROP COLUMN data",
            "ALTER TABLE items DROP PRIMARY KEY, ADD PRIMARY KEY (shop, id), ADD KEY items_id (id)",
            "ALTER TABLE items CHANGE label title varchar(40) CHARACTER SET utf8mb4 NOT NULL COMMENT 'as printed'",
            "ALTER TABLE items CONVERT TO CHARACTER SET utf8mb4, ADD UNIQUE KEY items_qty (qty), DROP KEY items_seen",
            "ALTER TABLE items MODIFY price varchar(20), ADD CONSTRAINT items_price CHECK (price IS NOT NULL)");

    @TempDir
    Path folder;

    static Stream<Arguments> servers() {
        return TestServers.mysqlFamily().stream()
                .flatMap(s -> Stream.concat(
                        STATEMENTS.stream().map(sql -> Arguments.of(s, sql, Pace.STEADY)),
                        Stream.of(Arguments.of(s, STATEMENTS.getFirst(), Pace.GENTLE))));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theEndIsThatOfTheStatementAsWritten(TestServer server, String statement, Pace pace) throws Exception {
        try (SecondTableStage stage = new SecondTableStage(server, folder, pace)) {
            stage.run(ITEMS, ROWS, statement);
            String shape = stage.shape("items");
            List<String> rows = rows(stage);
            stage.run("DROP TABLE items", ITEMS, ROWS);
            String before = stage.shape("items");
            List<String> rowsBefore = rows(stage);
            stage.project()
                    .write(
                            "V1__change",
                            "-- db-migrations: strategy=blue-green allow=data-loss reason=\"a test\"\n" + statement
                                    + ";");
            stage.up(RunListener.SILENT);
            stage.complete(RunListener.SILENT);
            assertThat(parts(stage.shape("items"))).containsExactlyInAnyOrderElementsOf(parts(shape));
            assertThat(rows(stage)).isEqualTo(rows);
            stage.run("UPDATE items SET seen = NULL WHERE id = 3", "DELETE FROM items WHERE id = 4");
            stage.down(RunListener.SILENT);
            assertThat(stage.shape("items")).isEqualTo(before);
            assertThat(rows(stage)).hasSize(rowsBefore.size() - 1);
            stage.nothingIsLeftOver(List.of("items"));
        }
    }

    /** In which order indexes stand says nothing. */
    private static List<String> parts(String shape) {
        List<String> parts = new ArrayList<>();
        for (String line : shape.split("\n")) {
            parts.add(line.strip().replaceAll(",$", ""));
        }
        return parts;
    }

    private static List<String> rows(SecondTableStage stage) throws Exception {
        return stage.ask("SELECT * FROM items ORDER BY id");
    }
}
