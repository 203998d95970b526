package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalog denies a statement before it was run and confirms it afterwards. */
class MySqlEvidenceTest {
    private static final List<String> STATEMENTS = List.of(
            "ALTER TABLE t ADD COLUMN z int",
            "ALTER TABLE t ADD z2 int NOT NULL DEFAULT 5",
            "ALTER TABLE t DROP COLUMN d",
            "ALTER TABLE t RENAME COLUMN n TO nnn",
            "ALTER TABLE t CHANGE p pp bigint",
            "ALTER TABLE t MODIFY nn int NULL",
            "ALTER TABLE t MODIFY a bigint",
            "ALTER TABLE t ADD INDEX zi (dt)",
            "CREATE INDEX zj ON t (bi)",
            "ALTER TABLE t RENAME INDEX zj TO zk",
            "DROP INDEX zk ON t",
            "ALTER TABLE t DROP INDEX k_a",
            "ALTER TABLE t ADD KEY two_a (id, a), ADD UNIQUE KEY two_b (id, bi)",
            "ALTER TABLE t DROP INDEX two_a, DROP INDEX two_b",
            "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (id)",
            "ALTER TABLE t ADD CONSTRAINT ck CHECK (id > 0)",
            "ALTER TABLE t DROP CONSTRAINT ck",
            "ALTER TABLE child DROP FOREIGN KEY fkc",
            "SET SESSION foreign_key_checks = 0; ALTER TABLE child ADD CONSTRAINT fk2 FOREIGN KEY (pid) REFERENCES parent (id)",
            "ALTER TABLE pk ADD PRIMARY KEY (id)",
            "ALTER TABLE pn ALTER COLUMN z DROP DEFAULT",
            "CREATE TABLE fresh (id int PRIMARY KEY)",
            "CREATE VIEW seen AS SELECT id FROM t",
            "DROP VIEW seen",
            "CREATE TRIGGER fresh_i BEFORE INSERT ON fresh FOR EACH ROW SET NEW.id = 1",
            "DROP TRIGGER fresh_i",
            "CREATE PROCEDURE doing() SELECT 1",
            "DROP PROCEDURE doing",
            "CREATE FUNCTION counting() RETURNS int DETERMINISTIC RETURN 1",
            "CREATE TABLE fresh_new LIKE fresh",
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; CREATE TRIGGER fresh_u AFTER UPDATE ON fresh FOR EACH ROW"
                    + " BEGIN DECLARE EXIT HANDLER FOR 1146 BEGIN END; DELETE FROM fresh_new WHERE id = OLD.id; END;"
                    + " SET SESSION sql_mode = 'STRICT_TRANS_TABLES'",
            "DROP TRIGGER IF EXISTS fresh_u",
            "RENAME TABLE fresh TO fresh_old, fresh_new TO fresh",
            "CREATE TABLE notes (n bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE = InnoDB AS SELECT id AS k"
                    + " FROM fresh WHERE false",
            "DROP TABLE IF EXISTS notes, fresh_old",
            "ALTER TABLE fresh RENAME TO fresher",
            "TRUNCATE TABLE t2",
            "DROP TABLE fresher");

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyStatementIsDeniedBeforeAndConfirmedAfterwards(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (LadderLab lab = new LadderLab(server)) {
            lab.session().execute("ALTER TABLE pn ADD z int DEFAULT 5");
            for (String statement : STATEMENTS) {
                Schema before = lab.schema();
                Optional<String> evidence = lab.database().dialect().evidence().of(statement, before);
                assertThat(evidence).as(statement).isPresent();
                assertThat(truth(lab, evidence.orElseThrow()))
                        .as("before " + statement)
                        .isFalse();
                lab.session().execute(statement);
                lab.session().execute("SET SESSION foreign_key_checks = 1");
                assertThat(truth(lab, evidence.orElseThrow()))
                        .as("after " + statement)
                        .isTrue();
            }
        }
    }

    private static boolean truth(LadderLab lab, String query) {
        return lab.session().rows(query, row -> row.truth(1)).getFirst();
    }
}
