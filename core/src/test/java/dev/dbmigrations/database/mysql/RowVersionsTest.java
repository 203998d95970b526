package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestMySql;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Columns that come and go at once leave something behind, which is counted, and which one release did not bear. */
class RowVersionsTest {
    private static final Schema SCHEMA = Schema.of(
            "shop",
            List.of(new Table(
                    TableName.of("shop", "t"),
                    Table.Kind.TABLE,
                    List.of(column("a"), column("b"), column("c")),
                    List.of(),
                    List.of(),
                    Table.Surroundings.NEW,
                    new Table.Storage("innodb", "dynamic", "utf8mb4", false, 0))));

    private static Column column(String name) {
        return new Column(name, "int", true, null, Column.Generation.PLAIN, Column.Extras.NONE);
    }

    private static List<Clause> clauses(String sql) {
        return MySqlParser.ofMySql().parse(sql, new Position("V1", 1, 1)).clauses();
    }

    private static List<String> modes(String version, String sql) {
        Table known = SCHEMA.tables().values().iterator().next();
        Table old = new Table(
                known.name(),
                known.kind(),
                known.columns(),
                known.indexes(),
                known.constraints(),
                new Table.Surroundings(known.size(), false, List.of(), List.of(), List.of()),
                known.storage());
        return clauses(sql).stream()
                .map(clause -> new Prediction(SCHEMA.with(old), MySqlVersion.of(version)).of(clause))
                .map(impact -> impact.locks().getFirst().mode())
                .toList();
    }

    @Test
    void theReleaseThatSpoiltTablesAddsNoColumnAtOnce() {
        for (String change : List.of("ADD COLUMN z int", "ADD COLUMN z int FIRST", "DROP COLUMN a")) {
            assertThat(modes("8.0.29", "ALTER TABLE t " + change)).containsExactly("INPLACE, LOCK=NONE");
            assertThat(modes("8.0.30", "ALTER TABLE t " + change)).containsExactly("INSTANT");
        }
        assertThat(modes("8.0.28", "ALTER TABLE t ADD COLUMN z int")).containsExactly("INSTANT");
    }

    /** MySQL took the two for INSTANT together, and the rows were spoilt (its bug 113442). */
    @Test
    void aColumnIsNeverDroppedAndAnotherMovedInOneStatement() {
        assertThat(clauses("ALTER TABLE t DROP COLUMN a, MODIFY COLUMN b int AFTER c"))
                .extracting(Clause::sql)
                .hasSize(2)
                .noneMatch(sql -> sql.contains("DROP") && sql.contains("MODIFY"));
    }

    @Test
    void aTableThatHasUsedUpItsVersionsIsKnown() throws Exception {
        TestServer server = TestMySql.server("8.0");
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase place = server.fresh();
                MySqlDatabase database = LadderLab.connect(place)) {
            MySqlSession session = (MySqlSession) database.open("test");
            session.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThat(isUsedUp(database)).isFalse();
            IntStream.range(0, 31)
                    .forEach(i -> session.execute("ALTER TABLE t ADD COLUMN c int; ALTER TABLE t DROP COLUMN c"));
            assertThat(isUsedUp(database)).isTrue();
            session.execute("ALTER TABLE t FORCE");
            assertThat(isUsedUp(database)).isFalse();
        }
    }

    private static boolean isUsedUp(MySqlDatabase database) {
        Table table = database.catalog().readAll().tables().values().iterator().next();
        return RowVersions.areUsedUp(table, ((MySqlDialect) database.dialect()).release());
    }
}
