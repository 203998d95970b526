package dev.dbmigrations.plan.rewrites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresParser;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBatchesTest {
    private static final Position HERE = new Position("migrations/V1__a.sql", 1, 1);
    private static final Constraint KEY = new Constraint(
            "users_pkey",
            Constraint.Kind.PRIMARY_KEY,
            List.of("country", "id"),
            "PRIMARY KEY (country, id)",
            true,
            null);

    private static Sketch sketch(String sql, List<Constraint> constraints) {
        Table users = new Table(
                TableName.of("public", "users"),
                Table.Kind.TABLE,
                List.of(Column.plain("country", "text", false), Column.plain("id", "bigint", false)),
                List.of(),
                constraints,
                new Table.Surroundings(
                        new Size(5_000_000, 1L << 30, 1L << 28), false, List.of(), List.of(), List.of()));
        Clause clause = new PostgresParser().parse(sql, HERE).clauses().getFirst();
        Situation situation = new Situation(
                clause,
                HERE,
                Schema.of("public", List.of(users)),
                new Situation.Server(PostgresDialect.of(18), Oracle.SILENT),
                Directives.NONE,
                PlanningOptions.DEFAULT);
        return RowBatches.sketch((RowChange) clause.change(), situation, "update");
    }

    @Test
    void aLargeTableIsChangedInBatchesAlongItsKey() {
        Sketch sketch = sketch("UPDATE users SET name = upper(name)", List.of(KEY));
        assertThat(sketch.isAsWritten()).isFalse();
    }

    @Test
    void anUpdateOfTheKeyItselfIsNotCutAlongThatKey() {
        assertThatThrownBy(() -> sketch("UPDATE users SET (name, \"id\") = ('x', id + 1000)", List.of(KEY)))
                .isInstanceOf(PlanRefused.class)
                .hasMessageContaining("it changes the key along which public.users would be cut");
    }

    @Test
    void aTableWithoutAKeyIsNotCutAtAll() {
        assertThatThrownBy(() -> sketch("UPDATE users SET name = upper(name)", List.of()))
                .isInstanceOf(PlanRefused.class)
                .hasMessageContaining("public.users has no unique key of NOT NULL columns");
    }
}
