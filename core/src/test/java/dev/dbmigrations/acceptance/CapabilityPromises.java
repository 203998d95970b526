package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is declared of a server is what its dialect says, and what the server does. */
interface CapabilityPromises extends Contract {

    @Test
    default void theDialectOfTheLiveServerIsAsDeclared() {
        assertThat(Arrays.stream(Capability.values())
                        .filter(place().database().dialect()::can)
                        .collect(Collectors.toSet()))
                .isEqualTo(capabilities());
    }

    @ParameterizedTest
    @EnumSource(Experiment.class)
    default void theServerDoesWhatIsDeclaredAndNothingElse(Experiment experiment) throws SQLException {
        Experiment.TABLES.forEach(place()::run);
        if (experiment.shown() == Capability.DEFERRED_VALIDATION_ON_PARTITIONED) {
            place().run("CREATE TABLE divided (id int NOT NULL, PRIMARY KEY (id)) PARTITION BY HASH (id)");
        }
        assertThat(accepts(experiment.statements()))
                .as(experiment.statements().getLast())
                .isEqualTo(can(experiment.shown()));
    }

    private boolean accepts(List<String> statements) throws SQLException {
        try (Connection connection = place().scratch().connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    @Test
    default void aForeignKeyHasAnIndexOfTheServersOnlyWhereThatIsDeclared() {
        place().run("CREATE TABLE parent (id int NOT NULL PRIMARY KEY)");
        place().run("CREATE TABLE child (id int NOT NULL PRIMARY KEY, parent int)");
        place().run("ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent (id)");
        Table child = place().database()
                .catalog()
                .readAll()
                .table(TableName.unqualified("child"))
                .orElseThrow();
        assertThat(child.indexes()).hasSize(can(Capability.INDEXED_FOREIGN_KEYS) ? 2 : 1);
    }

    @Test
    default void aProvedColumnIsMadeNotNullWithoutReadingOnlyWhereThatIsDeclared() {
        place().run("CREATE TABLE t (id int NOT NULL PRIMARY KEY, n int, CONSTRAINT proved CHECK (n IS NOT NULL))");
        var statement =
                place().vendor().parser().parse(speech().setNotNull("t", "n", "int"), new Position("test.sql", 1, 1));
        var schema = place().database().catalog().readAll();
        var dialect = place().database().dialect();
        var clause = dialect.resolved(statement.clauses().getFirst(), schema).getFirst();
        assertThat(dialect.locks().impact(clause, schema).work() == Impact.Work.METADATA)
                .isEqualTo(can(Capability.NOT_NULL_PROVED_BY_CHECK));
    }
}
