package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A partitioned table that is built anew beside itself has the same partitions, and loses none of their rows. */
class MySqlSecondTablePartitionsTest {
    private static final String ASKED = "-- db-migrations: strategy=blue-green\n";
    private static final String WIDER = ASKED + "ALTER TABLE visits MODIFY id bigint NOT NULL AUTO_INCREMENT;";
    private static final String COLUMNS = "CREATE TABLE visits (id int NOT NULL AUTO_INCREMENT, day int NOT NULL,"
            + " place varchar(20) NOT NULL, n int, PRIMARY KEY (id, day), KEY visits_n (n)) PARTITION BY ";
    private static final String BY_DAY =
            "RANGE (day) (PARTITION early VALUES LESS THAN (100), PARTITION late VALUES LESS THAN (400))";
    private static final List<String> PARTITIONS = List.of(
            BY_DAY,
            "RANGE COLUMNS (day) (PARTITION early VALUES LESS THAN (100) COMMENT = 'first', PARTITION late VALUES LESS THAN MAXVALUE)",
            "LIST (day % 3) (PARTITION some VALUES IN (0, 1), PARTITION others VALUES IN (2))",
            "HASH (id + day) PARTITIONS 3",
            "LINEAR KEY (id, day) PARTITIONS 4",
            "RANGE (day) SUBPARTITION BY HASH (id) SUBPARTITIONS 2"
                    + " (PARTITION early VALUES LESS THAN (100), PARTITION late VALUES LESS THAN (400))");

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    static Stream<Arguments> partitions() {
        return servers().stream().flatMap(s -> PARTITIONS.stream().map(p -> Arguments.of(s, p)));
    }

    private SecondTableStage stage(TestServer server, String partitions, String migration) throws Exception {
        SecondTableStage stage = new SecondTableStage(server, folder);
        stage.run(COLUMNS + partitions, rows());
        stage.project().write("V1__wider", migration);
        return stage;
    }

    private static String rows() {
        return "INSERT INTO visits (day, place, n) SELECT n % 365, 'here', n FROM (" + Numbers.upTo(1000)
                + ") AS numbers";
    }

    /** Rows by partition. */
    private static List<String> lie(SecondTableStage stage) throws SQLException {
        stage.run("ANALYZE TABLE visits");
        return stage.ask("SELECT partition_name, subpartition_name, partition_method, partition_expression,"
                + " subpartition_expression, partition_description, table_rows, partition_comment"
                + " FROM information_schema.partitions"
                + " WHERE table_schema = database() AND table_name = 'visits' ORDER BY 1, 2");
    }

    private static List<String> all(SecondTableStage stage) throws SQLException {
        return stage.ask("SELECT * FROM visits ORDER BY id, day");
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void itIsWhatTheStatementAsWrittenMakesOfIt(TestServer server, String partitions) throws Exception {
        try (SecondTableStage stage = stage(server, partitions, WIDER)) {
            List<String> writes = List.of(
                    "INSERT INTO visits (day, place, n) VALUES (7, 'there', 1)",
                    "UPDATE visits SET day = 300 WHERE id = 5",
                    "DELETE FROM visits WHERE id = 6");
            String before = stage.shape("visits");
            stage.up(RunListener.SILENT);
            stage.run(writes.toArray(String[]::new));
            stage.complete(RunListener.SILENT);
            String shape = stage.shape("visits");
            List<String> rows = all(stage);
            List<String> partitioned = lie(stage);
            stage.run("UPDATE visits SET day = 20 WHERE id = 300");
            rows(stage, 1000);
            stage.down(RunListener.SILENT);
            assertThat(stage.shape("visits")).isEqualTo(before);
            rows(stage, 1000);
            assertThat(stage.ask("SELECT day FROM visits WHERE id = 300")).containsExactly("20");
            stage.nothingIsLeftOver(List.of("visits"));
            stage.run(
                    "DROP TABLE visits",
                    COLUMNS + partitions,
                    rows(),
                    "ALTER TABLE visits MODIFY id bigint NOT NULL AUTO_INCREMENT");
            stage.run(writes.toArray(String[]::new));
            assertThat(shape).isEqualTo(stage.shape("visits"));
            assertThat(rows).isEqualTo(all(stage));
            assertThat(partitioned).hasSameSizeAs(lie(stage)).isEqualTo(lie(stage));
        }
    }

    private static void rows(SecondTableStage stage, int expected) throws SQLException {
        assertThat(stage.ask("SELECT count(*) FROM visits")).containsExactly(String.valueOf(expected));
    }

    static Stream<Arguments> refused() {
        return servers().stream()
                .flatMap(s -> Stream.of(
                                "ALTER TABLE visits MODIFY day varchar(10) NOT NULL",
                                "ALTER TABLE visits MODIFY id bigint NOT NULL AUTO_INCREMENT, ADD UNIQUE KEY visits_place (place)")
                        .map(sql -> Arguments.of(s, sql)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTheServerWouldRefuseIsRefusedBeforeAnythingIsDone(TestServer server, String sql) throws Exception {
        try (SecondTableStage stage = stage(server, BY_DAY, ASKED + sql + ";")) {
            assertThatThrownBy(() -> stage.up(RunListener.SILENT))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("is partitioned, and the server refuses");
            assertThat(stage.tables()).containsExactly("visits");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aPartitionThatComesMeanwhileFailsNobodyAndStopsTheExchange(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, BY_DAY, WIDER)) {
            stage.up(RunListener.SILENT);
            stage.run(
                    "ALTER TABLE visits ADD PARTITION (PARTITION latest VALUES LESS THAN (1000))",
                    "INSERT INTO visits (id, day, place) VALUES (5000, 500, 'new')",
                    "UPDATE visits SET day = 600 WHERE id = 5");
            assertThatThrownBy(() -> stage.complete(RunListener.SILENT)).hasMessageContaining("latest");
            stage.run("ALTER TABLE visits_new ADD PARTITION (PARTITION latest VALUES LESS THAN (1000))");
            assertThatThrownBy(() -> stage.up(RunListener.SILENT)).hasMessageContaining("when rows came");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT id, day FROM visits WHERE day >= 500 ORDER BY id"))
                    .containsExactly("5|600", "5000|500");
            stage.nothingIsLeftOver(List.of("visits"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aPartitionThatGoesWithinTheWindowIsNotBroughtBackSilently(TestServer server) throws Exception {
        try (SecondTableStage stage = stage(server, BY_DAY, WIDER)) {
            stage.up(RunListener.SILENT);
            stage.complete(RunListener.SILENT);
            stage.run("ALTER TABLE visits DROP PARTITION early");
            assertThatThrownBy(() -> stage.down(RunListener.SILENT)).hasMessageContaining("visits_lost");
            stage.run("ALTER TABLE visits_old DROP PARTITION early", "DELETE FROM visits_lost");
            stage.down(RunListener.SILENT);
            assertThat(stage.ask("SELECT count(*) FROM visits WHERE day < 100")).containsExactly("0");
            stage.nothingIsLeftOver(List.of("visits"));
        }
    }
}
