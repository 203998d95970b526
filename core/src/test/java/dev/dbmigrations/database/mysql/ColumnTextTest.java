package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A definition that was taken apart and put together again is the same to the server. */
class ColumnTextTest {
    private static final List<String> COLUMNS = List.of(
            "c0 int(8) unsigned zerofill DEFAULT 00000012",
            "c1 int AS (n * 2 + length(',)(')) VIRTUAL COMMENT 'it''s (v), \\\\ \"q\"'",
            "c2 int AS (n * 3) STORED",
            "c3 json DEFAULT NULL COMMENT 'NOT NULL DEFAULT 5'",
            "c4 enum('a,b','c''d','(e)','NOT NULL','') NOT NULL DEFAULT 'c''d'",
            "c5 set('x y','(z') DEFAULT 'x y,(z' COMMENT 'after'",
            "c6 timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3) COMMENT 'on update'",
            "c7 bit(9) NOT NULL DEFAULT b'101'",
            "c8 varbinary(9) DEFAULT 'a\\\\0b'",
            "c9 varchar(30) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'first'",
            "c10 decimal(10,2) unsigned NOT NULL DEFAULT 1.50",
            "c11 text NOT NULL DEFAULT ('a' ) COMMENT ''",
            "c12 double DEFAULT -1.5e3",
            "c13 year DEFAULT 2024",
            "`c 14` char(3) DEFAULT '' COMMENT '`tick`'",
            "`first` varchar(20) DEFAULT 'a;b -- c /* d */'",
            "c16 datetime DEFAULT NULL ON UPDATE current_timestamp()");

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyDefinitionSurvivesBeingTakenApart(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("definitions");
            session.execute("CREATE TABLE d (id int AUTO_INCREMENT PRIMARY KEY, n int, "
                    + String.join(", ", COLUMNS)
                    + (server.vendor().equals("mariadb")
                            ? ", m1 int INVISIBLE, m2 varchar(300) COMPRESSED DEFAULT '', m3 int CHECK (m3 > 0 AND m3 <> 7), m4 uuid, m5 int NOT NULL DEFAULT (1 + 1)"
                            : ", m1 int INVISIBLE")
                    + ")");
            String before = printed(session);
            Table table =
                    database.catalog().readAll().tables().values().iterator().next();
            for (var column : table.columns()) {
                ColumnText text = MySqlDdlWriter.definition(column);
                assertThat(ColumnText.of(text.sql())).as(text.sql()).isEqualTo(text);
                session.execute(
                        "ALTER TABLE d MODIFY " + database.dialect().names().quote(column.name()) + " " + text.sql());
                assertThat(printed(session))
                        .as(column.name() + " " + text.sql())
                        .isEqualTo(before);
            }
        }
    }

    private static String printed(MySqlSession session) {
        return session.rows("SHOW CREATE TABLE d", row -> row.text(2)).getFirst();
    }

    @Test
    void thePartsAreTold() {
        ColumnText text = ColumnText.of("int(11) unsigned NOT NULL DEFAULT 5 COMMENT 'NULL, really'");
        assertThat(text.type()).isEqualTo("int(11) unsigned");
        assertThat(text.nullable()).isFalse();
        assertThat(Objects.requireNonNull(text.defaultSql())).isEqualTo("5");
        assertThat(text.rest()).containsExactly("COMMENT 'NULL, really'");
    }

    @Test
    void theNameAndThePlaceAreNoPartOfTheDefinition() {
        assertThat(DefinitionWords.behindName("`a b` int DEFAULT '1' AFTER `c d`"))
                .isEqualTo("int DEFAULT '1'");
        assertThat(DefinitionWords.behindName("a int FIRST")).isEqualTo("int");
        String apart = DefinitionWords.behindName("a varchar (20) /*!80023 INVISIBLE*/");
        assertThat(ColumnText.of(apart).sql()).isEqualTo("varchar(20) NULL INVISIBLE");
    }
}
