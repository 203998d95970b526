package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What mariadb-dump (11.4) writes is a migration as it stands. */
class MySqlDumpTest {
    private static final String DUMP = """
            /*M!999999\\- enable the sandbox mode */\s
            -- MariaDB dump 10.19-11.4.5-MariaDB, for Linux (x86_64)
            /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
            /*!40101 SET NAMES utf8mb4 */;
            /*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
            /*!40103 SET TIME_ZONE='+00:00' */;
            /*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
            /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
            /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
            /*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

            DROP TABLE IF EXISTS `items`;
            /*!40101 SET @saved_cs_client     = @@character_set_client */;
            /*!40101 SET character_set_client = utf8mb4 */;
            CREATE TABLE `items` (
              `id` int(11) NOT NULL AUTO_INCREMENT,
              `shelf` int(11) DEFAULT NULL,
              `label` varchar(30) NOT NULL,
              PRIMARY KEY (`id`),
              KEY `items_shelf` (`shelf`),
              CONSTRAINT `items_shelf` FOREIGN KEY (`shelf`) REFERENCES `shelves` (`id`)
            ) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
            /*!40101 SET character_set_client = @saved_cs_client */;

            LOCK TABLES `items` WRITE;
            /*!40000 ALTER TABLE `items` DISABLE KEYS */;
            INSERT INTO `items` VALUES
            (0,1,'zero'),
            (2,1,'it\\'s'),
            (3,NULL,'semi;colon');
            /*!40000 ALTER TABLE `items` ENABLE KEYS */;
            UNLOCK TABLES;

            DROP TABLE IF EXISTS `shelves`;
            CREATE TABLE `shelves` (
              `id` int(11) NOT NULL,
              PRIMARY KEY (`id`)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
            LOCK TABLES `shelves` WRITE;
            /*!40000 ALTER TABLE `shelves` DISABLE KEYS */;
            INSERT INTO `shelves` VALUES (1);
            /*!40000 ALTER TABLE `shelves` ENABLE KEYS */;
            UNLOCK TABLES;
            /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
            /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
            /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
            /*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
            /*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;
            """;

    @TempDir
    Path folder;

    @Test
    void aDumpIsAppliedWithTheSettingsItMakes() throws Exception {
        try (TestDatabase database = TestMariaDb.server("11.4").fresh()) {
            Project project = new Project(database.url(), folder, Options.Gates.OPEN);
            project.write("V1__dump", DUMP);
            try (Migrator migrator = project.migrator()) {
                migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
            }
            try (Connection connection = database.connection();
                    Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("SELECT group_concat(concat(i.id, ' ', label) ORDER BY i.id)"
                            + " FROM items i LEFT JOIN shelves s ON s.id = i.shelf")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("0 zero,2 it's,3 semi;colon");
            }
        }
    }

    static List<TestServer> servers() {
        return List.of(TestMariaDb.server("11.4"), TestMySql.server("8.0"));
    }

    /** What breaks a run off behind a step: the end of its process, or of its connections. */
    private record Break(int step, boolean ofConnections, TestDatabase database, AtomicInteger done)
            implements RunListener {

        @Override
        public void stepDone(StepPlace place, Duration took) {
            if (done.incrementAndGet() != step) {
                return;
            }
            if (!ofConnections) {
                throw new CancellationException();
            }
            try (Connection connection = database.connection();
                    Statement sql = connection.createStatement()) {
                List<String> others = new ArrayList<>();
                try (ResultSet row = sql.executeQuery("SELECT id FROM information_schema.processlist"
                        + " WHERE db = database() AND id <> connection_id()")) {
                    while (row.next()) {
                        others.add(row.getString(1));
                    }
                }
                for (String other : others) {
                    sql.execute("KILL " + other);
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void brokenOffBehindAnyStepADumpGoesOnWithTheSettingsItHasMade(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        int steps = brokenOff(server, 0, false);
        assertThat(steps).isGreaterThan(4);
        for (int step = 1; step < steps; step++) {
            brokenOff(server, step, false);
            brokenOff(server, step, true);
        }
    }

    /** The number of steps that were done. */
    private int brokenOff(TestServer server, int step, boolean ofConnections) throws Exception {
        try (TestDatabase database = server.fresh()) {
            Path own = folder.resolve(server.label() + step + ofConnections);
            Project project = new Project(database.url(), own, Options.Gates.OPEN);
            project.write("V1__dump", DUMP.replace("utf8mb4_uca1400_ai_ci", "utf8mb4_unicode_ci"));
            project.write(
                    "V2__after",
                    "CREATE TABLE checks AS SELECT @@SESSION.foreign_key_checks AS c, @@sql_mode AS m,"
                            + " @OLD_SQL_MODE AS o;");
            Break breaking = new Break(step, ofConnections, database, new AtomicInteger());
            try (Migrator migrator = project.migrator()) {
                migrator.up(Migrator.Until.THE_END, breaking);
            } catch (CancellationException ended) {
                try (Migrator next = project.migrator()) {
                    next.up(Migrator.Until.THE_END, breaking);
                }
            }
            assertThat(one(
                            database,
                            "SELECT group_concat(concat(i.id, ' ', label) ORDER BY i.id)"
                                    + " FROM items i LEFT JOIN shelves s ON s.id = i.shelf"))
                    .as("broken off behind step %d", step)
                    .isEqualTo("0 zero,2 it's,3 semi;colon");
            assertThat(one(database, "SELECT concat(c, o IS NULL, m LIKE '%STRICT%') FROM checks"))
                    .as("settings of the migration after it")
                    .isEqualTo("111");
            return breaking.done().get();
        }
    }

    private static String one(TestDatabase database, String question) throws SQLException {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void anIndexIsLookedForInTheTableThatIsNamedWithIt() throws Exception {
        try (TestDatabase database = TestMariaDb.server("11.4").fresh()) {
            Project project = new Project(database.url(), folder, Options.Gates.OPEN);
            project.write("V1__tables", """
                    CREATE TABLE a (id int PRIMARY KEY, n int, KEY by_n (n));
                    CREATE TABLE b (id int PRIMARY KEY, n int);
                    """);
            project.write("V2__key", "-- db-migrations: zero-downtime\nALTER TABLE b ADD UNIQUE KEY by_n (n);");
            try (Migrator migrator = project.migrator()) {
                migrator.up(Migrator.Until.THE_END, RunListener.SILENT);
                migrator.down(Migrator.Back.ONE, RunListener.SILENT);
            }
            try (Connection connection = database.connection();
                    Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("SELECT group_concat(DISTINCT table_name)"
                            + " FROM information_schema.statistics WHERE table_schema = database()"
                            + " AND index_name = 'by_n'")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("a");
            }
        }
    }
}
