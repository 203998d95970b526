package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Analysis;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Waiver;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.database.postgres.PostgresParser;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Planner;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One large table and what may be said about migrations of it, without a server. */
final class Example {
    private static final PostgresDialect DIALECT = PostgresDialect.of(18);
    private static final TableName ORDERS = TableName.of("public", "orders");

    /** In SQL, for a server. */
    static final String TABLE = "CREATE TABLE orders (id bigint NOT NULL, email varchar(50), total integer,"
            + " CONSTRAINT orders_pkey PRIMARY KEY (id))";

    private Example() {}

    static Migration migration(String sql, Waiver... waivers) {
        List<Statement> statements =
                Splitter.split(sql, PostgresLexicalRules.RULES, "migrations/V42__orders.sql").stream()
                        .filter(Piece::isStatement)
                        .map(p -> new PostgresParser().parse(p.statement(), p.position()))
                        .toList();
        Migration.Id id = new Migration.Id(Migration.Kind.VERSIONED, "42", "orders", "migrations/V42__orders.sql");
        Directives directives =
                new Directives(false, Optional.empty(), false, List.of(waivers), Directives.Conversions.NONE);
        return new Migration(id, statements, Migration.Undo.NONE, directives, new Migration.Checksums(0, ""));
    }

    static Schema schema() {
        Size size = new Size(41_000_000, 9L << 30, 2L << 30);
        Constraint key = new Constraint(
                "orders_pkey", Constraint.Kind.PRIMARY_KEY, List.of("id"), "PRIMARY KEY (id)", true, null);
        Index index = new Index(
                "orders_pkey",
                true,
                true,
                List.of(new Index.Part("id", "id")),
                List.of(),
                new Index.Shape(
                        "btree",
                        null,
                        "",
                        "orders_pkey",
                        "CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id)",
                        Set.of()));
        Table orders = new Table(
                ORDERS,
                Table.Kind.TABLE,
                List.of(
                        Column.plain("id", "bigint", false),
                        Column.plain("email", "character varying(50)", true),
                        Column.plain("total", "integer", true)),
                List.of(index),
                List.of(key),
                new Table.Surroundings(size, false, List.of(), List.of(), List.of()));
        return Schema.of("public", List.of(orders));
    }

    static Plan plan(String sql) {
        return new Planner(new Situation.Server(DIALECT, Oracle.SILENT), PlanningOptions.DEFAULT)
                .plan(migration(sql), new Plan.Basis("postgresql 18.0", "fingerprint", List.of(ORDERS)), schema());
    }

    static MigrationAnalysis analysis(String sql, Waiver... waivers) {
        return analysis(sql, LocalDate.of(2026, 11, 27), waivers);
    }

    static MigrationAnalysis analysis(String sql, LocalDate today, Waiver... waivers) {
        SchemaAfter evolution = new SchemaAfter(DIALECT.names());
        return new Analysis(
                        new Effects(DIALECT, Oracle.SILENT),
                        evolution::after,
                        PlanningOptions.DEFAULT.small(),
                        RuleCatalogue.discovered(),
                        today)
                .of(migration(sql, waivers), schema());
    }
}
