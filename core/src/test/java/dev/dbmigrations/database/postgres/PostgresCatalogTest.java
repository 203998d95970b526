package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbmigrations.Golden;
import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresCatalogTest {

    @Parameter
    private int major;

    private LiveDatabase live;
    private Catalog catalog;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
        catalog = live.database().catalog();
    }

    @AfterEach
    void close() {
        live.close();
    }

    private Table table(String name) {
        return catalog.read(List.of(TableName.unqualified(name)))
                .table(TableName.unqualified(name))
                .orElseThrow();
    }

    private static String elaborate() throws IOException {
        try (InputStream script = PostgresCatalogTest.class.getResourceAsStream("/catalog/elaborate.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anElaborateSchemaIsReadInFull() throws IOException {
        live.run(elaborate());
        Golden.assertMatches("catalog/elaborate-" + major + ".txt", SchemaText.of(catalog.readAll()));
    }

    @Test
    void whatIsReadByNameIsTheSameAsInAll() throws IOException {
        live.run(elaborate());
        Schema all = catalog.readAll();
        Schema some = catalog.read(all.tables().keySet());
        assertThat(SchemaText.of(some)).isEqualTo(SchemaText.of(all));
        assertThat(catalog.fingerprint(some))
                .isEqualTo(catalog.fingerprint(all))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void namesAreLookedUpAsTheServerDoes() {
        live.run("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE b.t (id int); CREATE TABLE public.u (id int)");
        live.run("ALTER DATABASE " + live.target().database() + " SET search_path = a, b, public");
        try (PostgresDatabase other = PostgresDatabase.connect(live.target(), PostgresDialect::new)) {
            Schema schema = other.catalog()
                    .read(List.of(
                            TableName.unqualified("t"),
                            TableName.unqualified("u"),
                            TableName.unqualified("nosuch"),
                            TableName.of("a", "t"),
                            TableName.of("nosuch", "t")));
            assertThat(schema.tables()).containsOnlyKeys(TableName.of("b", "t"), TableName.of("public", "u"));
            assertThat(schema.defaultSchema()).isEqualTo("a");
            assertThat(other.catalog().defaultSchema()).isEqualTo("a");
        }
    }

    @Test
    void theNameOfAnIndexBringsItsTable() {
        live.run("CREATE TABLE t (id int, \"A b\" int); CREATE INDEX \"T_x\" ON t (\"A b\" DESC)");
        Schema schema = catalog.read(List.of(TableName.unqualified("T_x")));
        Index index = schema.index(TableName.unqualified("T_x")).orElseThrow().getValue();
        assertThat(index.parts()).containsExactly(new Index.Part("A b", "\"A b\" DESC"));
    }

    @Test
    void aPartitionBringsTheTableItIsPartOf() {
        live.run("""
                CREATE TABLE whole (k int) PARTITION BY RANGE (k);
                CREATE TABLE piece PARTITION OF whole FOR VALUES FROM (0) TO (9)""");
        assertThat(catalog.read(List.of(TableName.unqualified("piece"))).tables())
                .containsOnlyKeys(TableName.of("public", "piece"), TableName.of("public", "whole"));
    }

    @Test
    void nothingIsReadWhenNothingIsThere() {
        Schema schema = catalog.read(List.of(TableName.unqualified("nosuch")));
        assertThat(schema.tables()).isEmpty();
        assertThat(schema.defaultSchema()).isEqualTo("public");
        assertThat(catalog.read(List.of()).tables()).isEmpty();
        assertThat(catalog.readAll().tables()).isEmpty();
    }

    @Test
    void ourOwnTablesAndThoseOfExtensionsAreNotTheUsers() {
        live.run("""
                CREATE TABLE db_migrations_journal (id int); CREATE TABLE schema_migrations (id int);
                CREATE TABLE t (id int); CREATE EXTENSION pg_stat_statements""");
        assertThat(catalog.readAll().tables()).containsOnlyKeys(TableName.of("public", "t"));
    }

    @Test
    void aDefaultThatDiffersFromRowToRowIsKnown() {
        live.run("""
                CREATE FUNCTION fickle() RETURNS int VOLATILE LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION steady() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
                CREATE TABLE t (a float8 DEFAULT random() * 2, b timestamptz DEFAULT now(), c int DEFAULT 7,
                    d timestamptz DEFAULT clock_timestamp(), e uuid DEFAULT gen_random_uuid(), f int DEFAULT fickle(),
                    g int DEFAULT steady() + 1, h serial, i date DEFAULT CURRENT_DATE, j text DEFAULT 'funcid 1598')""");
        assertThat(table("t").columns().stream()
                        .filter(c -> c.extras().volatileDefault())
                        .map(Column::name))
                .containsExactly("a", "d", "e", "f", "h");
    }

    @Test
    void anIndexThatWasNotBuiltToTheEndIsInvalid() {
        live.run("CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1)");
        try (Session session = live.session()) {
            assertThat(catchThrowable(() ->
                            session.alone(LockBudget.UNLIMITED, "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)")))
                    .isNotNull();
        }
        assertThat(table("t").index("t_id").orElseThrow().valid()).isFalse();
    }

    @Test
    void aNotNullThatWasNeverCheckedProvesNothing() {
        assumeTrue(major >= 18, "NOT NULL … NOT VALID is of PostgreSQL 18");
        live.run("CREATE TABLE t (a int, b int NOT NULL); ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID");
        assertThat(table("t").column("a").orElseThrow().nullable()).isTrue();
        assertThat(table("t").column("b").orElseThrow().nullable()).isFalse();
        Constraint constraint = table("t").constraint("n").orElseThrow();
        assertThat(constraint)
                .isEqualTo(new Constraint("n", Constraint.Kind.NOT_NULL, List.of("a"), "NOT NULL a", false, null));
        live.run("ALTER TABLE t VALIDATE CONSTRAINT n");
        assertThat(table("t").column("a").orElseThrow().nullable()).isFalse();
    }

    @Test
    void columnsComputedWhenReadAreKnown() {
        assumeTrue(major >= 18, "virtual columns are of PostgreSQL 18");
        live.run("CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL)");
        assertThat(table("t").column("b").orElseThrow().generation()).isEqualTo(Column.Generation.COMPUTED_VIRTUAL);
    }

    @Test
    void indexOptionsAreKept() {
        assumeTrue(major >= 15, "NULLS NOT DISTINCT is of PostgreSQL 15");
        live.run("CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT WITH (fillfactor = 50)");
        assertThat(table("t").index("i").orElseThrow().shape().options())
                .isEqualTo("NULLS NOT DISTINCT WITH (fillfactor='50')");
    }

    @Test
    void smallTablesAreCounted() {
        live.run(
                "CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 1234); DELETE FROM t WHERE id < 100");
        assertThat(table("t").size().rows()).isEqualTo(1135);
    }

    @Test
    void aLargeTableNobodyAnalysedIsEstimatedFromItsFirstRows() {
        live.run("""
                CREATE TABLE t (id int, filling text) WITH (autovacuum_enabled = off);
                INSERT INTO t SELECT g, repeat('x', 90) FROM generate_series(1, 50000) g;
                CREATE TABLE few (id int, filling text) WITH (autovacuum_enabled = off);
                ALTER TABLE few ALTER filling SET STORAGE PLAIN;
                INSERT INTO few SELECT g, repeat('x', 7000) FROM generate_series(1, 300) g""");
        assertThat(table("t").size().rows()).isBetween(49_000L, 51_000L);
        assertThat(table("few").size().rows()).isEqualTo(300);
    }

    @Test
    void aLargeTableIsEstimatedByItsSizeOfNow() {
        live.run("""
                CREATE TABLE t (id int, filling text) WITH (autovacuum_enabled = off);
                INSERT INTO t SELECT g, repeat('x', 90) FROM generate_series(1, 20000) g; ANALYZE t;
                INSERT INTO t SELECT g, repeat('x', 90) FROM generate_series(1, 60000) g""");
        Size size = table("t").size();
        assertThat(size.rows()).isBetween(79_000L, 81_000L);
        assertThat(size.bytes()).isGreaterThan(80_000 * 100L);
    }

    @Test
    void aTableThatSomebodyIsChangingIsNotWaitedForLong() {
        live.run("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (id int); INSERT INTO u VALUES (1)");
        try (Session holder = live.session()) {
            holder.inTransaction(LockBudget.UNLIMITED, open -> {
                open.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
                assertThat(table("u").size().rows()).isEqualTo(1);
                assertThatThrownBy(() -> table("t")).isInstanceOf(DatabaseFailure.LockNotGranted.class);
                return "done";
            });
        }
        assertThat(table("t").columns()).hasSize(1);
    }

    @Test
    void theFingerprintIsOfDefinitionsAlone() {
        live.run("CREATE TABLE t (id int, v text); CREATE TABLE other (id int)");
        String before = catalog.fingerprint(catalog.read(List.of(TableName.unqualified("t"))));
        live.run("INSERT INTO t SELECT generate_series(1, 100); ANALYZE t; ALTER TABLE other ADD c int");
        assertThat(catalog.fingerprint(catalog.read(List.of(TableName.unqualified("t")))))
                .isEqualTo(before);
        for (String change : List.of(
                "ALTER TABLE t ADD c int",
                "ALTER TABLE t ALTER v SET DEFAULT 'x'",
                "CREATE INDEX ON t (v)",
                "CREATE VIEW w AS SELECT v FROM t",
                "ALTER TABLE t ADD CHECK (id > 0) NOT VALID",
                "ALTER TABLE t VALIDATE CONSTRAINT t_id_check")) {
            String last = catalog.fingerprint(catalog.read(List.of(TableName.unqualified("t"))));
            live.run(change);
            assertThat(catalog.fingerprint(catalog.read(List.of(TableName.unqualified("t")))))
                    .as(change)
                    .isNotEqualTo(last);
        }
    }
}
