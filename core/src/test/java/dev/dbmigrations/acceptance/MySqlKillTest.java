package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link RandomKillTest} promises, where no transaction ties a statement to the journal and the catalog has to tell. */
class MySqlKillTest {
    private static final int KILLS = Integer.getInteger("acceptance.kills", 8);
    private static final long SEED = Long.getLong("acceptance.seed", 1);

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return List.of(TestMariaDb.server("11.4"), TestMySql.server("8.0"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail39_killedAtAnyMomentUpEndsInTheSameState(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        assertThat(ended(server, "up", KILLS)).isEqualTo(ended(server, "up", 0));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void killedAtAnyMomentOnTheWayDownEverythingIsAsBefore(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        String before;
        try (TestDatabase database = filled(server)) {
            before = state(database);
        }
        assertThat(ended(server, "down", KILLS)).isEqualTo(before);
    }

    private static TestDatabase filled(TestServer server) throws Exception {
        TestDatabase database = server.fresh();
        database.execute(
                "CREATE TABLE items (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, label varchar(30) NOT NULL, qty int,"
                        + " n int NOT NULL DEFAULT 0, KEY items_label (label), KEY items_qty (qty, label))");
        database.execute("INSERT INTO items (label, qty) SELECT concat('l', n), n FROM (" + Numbers.upTo(30_000)
                + ") AS numbers");
        return database;
    }

    /** The state after a migration in which processes were killed: to its end, or broken off and taken back. */
    private String ended(TestServer server, String direction, int kills) throws Exception {
        Random random = new Random(SEED);
        Path own = folder.resolve(direction + kills);
        try (TestDatabase database = filled(server)) {
            Project project = new Project(database.url(), own, Options.Gates.OPEN);
            project.write("V1__all_at_once", """
                    -- db-migrations: allow=no-way-back reason="the test takes it back in flight"
                    ALTER TABLE items MODIFY qty bigint;
                    ALTER TABLE items RENAME COLUMN label TO title;
                    ALTER TABLE items ADD COLUMN extra varchar(10) NOT NULL DEFAULT 'none';
                    CREATE INDEX items_n ON items (n);
                    """);
            int killed = 0;
            for (int i = 0; i < kills; i++) {
                boolean back = direction.equals("down") && i >= kills / 2;
                killed += killAtRandom(database, own, back ? "down" : "up", random);
            }
            System.out.println(killed + " of " + kills + " processes were killed on the way " + direction);
            assertThat(killed > 0 || kills == 0).as("somebody was killed").isTrue();
            try (Migrator migrator = project.migrator()) {
                boolean applied = !migrator.overview().applied().isEmpty();
                if (direction.equals("up") && !applied) {
                    migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
                } else if (direction.equals("down")
                        && (applied || !migrator.overview().inFlight().isEmpty())) {
                    takeBack(migrator);
                }
            }
            return state(database);
        }
    }

    /** Once the old shape has gone, the way back leads through the end. */
    private static void takeBack(Migrator migrator) {
        try {
            migrator.down(Migrator.Back.ONE, RunListener.SILENT);
        } catch (MigrationException refused) {
            assertThat(refused.code()).isEqualTo("DBM-7001");
            migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
            migrator.down(Migrator.Back.ONE, RunListener.SILENT);
        }
    }

    private static int killAtRandom(TestDatabase database, Path folder, String direction, Random random)
            throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        database.url(),
                        folder.toString(),
                        direction))
                .redirectErrorStream(true)
                .start();
        process.inputReader().readLine();
        boolean ended = process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        return ended ? 0 : 1;
    }

    private static String state(TestDatabase database) throws Exception {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            String shape = one(sql, "SHOW CREATE TABLE items", 2).replaceAll(" AUTO_INCREMENT=\\d+", "");
            String label = shape.contains("`title`") ? "title" : "label";
            sql.execute("SET SESSION group_concat_max_len = 100000000");
            return shape + "\n"
                    + one(sql, "SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = database()", 1)
                    + "\n"
                    + one(
                            sql,
                            "SELECT md5(group_concat(concat_ws('|', id, " + label
                                    + ", qty, n) ORDER BY id SEPARATOR ';')) FROM items",
                            1);
        }
    }

    private static String one(Statement sql, String question, int column) throws Exception {
        try (ResultSet row = sql.executeQuery(question)) {
            row.next();
            return row.getString(column);
        }
    }
}
