package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresOracleTest {

    private static final Path MEASURED = Path.of("src/test/resources/postgres/pg15_types.txt");

    @Parameter
    private int major;

    private LiveDatabase live;
    private Oracle oracle;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
        oracle = live.database().oracle();
    }

    @AfterEach
    void close() {
        live.close();
    }

    private static Clause clause(String sql) {
        return new PostgresParser()
                .parse(sql, new Position("test.sql", 1, 1))
                .clauses()
                .getFirst();
    }

    private Table table(String name) {
        return live.database()
                .catalog()
                .read(List.of(TableName.unqualified(name)))
                .table(TableName.unqualified(name))
                .orElseThrow();
    }

    /** What the oracle says of a clause about table t. */
    private Optional<Work> ask(String sql) {
        return oracle.workOf(clause(sql), table("t"));
    }

    /** Each pair that was measured to write nothing anew on PostgreSQL 15.20, with what its index does. */
    private static Map<String, Work> kept() throws IOException {
        Map<String, Work> kept = new LinkedHashMap<>();
        for (String line : Files.readAllLines(MEASURED)) {
            if (line.startsWith("META ")) {
                kept.put(line.substring(5).replaceFirst(" META$", ""), Work.METADATA);
            } else if (line.endsWith(" INDEX REBUILT")) {
                kept.put(line.strip().replaceFirst(" INDEX REBUILT$", ""), Work.INDEX_BUILD);
            }
        }
        return kept;
    }

    private Map<String, Optional<Work>> answers(List<String> pairs) {
        StringBuilder tables = new StringBuilder("CREATE EXTENSION IF NOT EXISTS citext;");
        List<TableName> names = new ArrayList<>();
        for (String pair : pairs) {
            String name = "t" + names.size();
            String type = pair.split(" -> ")[0];
            names.add(TableName.unqualified(name));
            tables.append("CREATE TABLE " + name + " (id int, c " + type + ");");
            if (!type.equals("xml") && !type.equals("json")) {
                tables.append("CREATE INDEX ON " + name + " (c);");
            }
        }
        live.run(tables.toString());
        Schema schema = live.database().catalog().read(names);
        Map<String, Optional<Work>> answers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            String type = pairs.get(i).split(" -> ")[1];
            Clause clause = clause("ALTER TABLE t" + i + " ALTER COLUMN c TYPE " + type);
            answers.put(
                    pairs.get(i),
                    oracle.workOf(clause, schema.table(names.get(i)).orElseThrow()));
        }
        return answers;
    }

    @Test
    void everyPairOfTypesMeasuredToKeepItsFileKeepsIt() throws IOException {
        Map<String, Work> kept = kept();
        assertThat(kept).hasSizeGreaterThan(60);
        List<String> wrong = new ArrayList<>();
        answers(List.copyOf(kept.keySet())).forEach((pair, answer) -> {
            if (!answer.equals(Optional.ofNullable(kept.get(pair)))) {
                wrong.add(pair + ": measured " + kept.get(pair) + ", answered " + answer);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOtherPairIsWrittenAnewOrRefused() throws IOException {
        Map<String, Work> kept = kept();
        TreeSet<String> types = new TreeSet<>(List.of("smallint", "bigint", "date", "uuid", "jsonb", "boolean"));
        kept.keySet().forEach(pair -> Collections.addAll(types, pair.split(" -> ")));
        List<String> others = new ArrayList<>();
        for (String from : types) {
            for (String to : types) {
                String pair = from + " -> " + to;
                if (!from.equals(to) && !kept.containsKey(pair) && !isTwoSpellings(from, to)) {
                    others.add(pair);
                }
            }
        }
        long seed = new Random().nextLong();
        Collections.shuffle(others, new Random(seed));
        Map<String, Optional<Work>> answers = answers(List.copyOf(others.subList(0, 60)));
        answers.forEach((pair, answer) -> assertThat(answer.orElse(Work.REWRITE))
                .as("%s, seed %d", pair, seed)
                .isEqualTo(Work.REWRITE));
        assertThat(answers.values()).as("seed %d", seed).contains(Optional.of(Work.REWRITE));
    }

    private static boolean isTwoSpellings(String from, String to) {
        return from.replace("(6)", "").equals(to.replace("(6)", ""));
    }

    @Test
    void aDefaultThatDiffersFromRowToRowWritesTheTableAnew() {
        live.run("""
                CREATE TABLE t (id int);
                CREATE FUNCTION fickle() RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
                CREATE FUNCTION steady() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
                CREATE DOMAIN positive AS int CHECK (VALUE > 0)""");
        for (String column : List.of(
                "c uuid DEFAULT gen_random_uuid()",
                "c timestamptz DEFAULT clock_timestamp()",
                "c int DEFAULT fickle()",
                "c serial",
                "c bigint GENERATED ALWAYS AS IDENTITY",
                "c int GENERATED ALWAYS AS (id + 1) STORED",
                "c positive")) {
            assertThat(ask("ALTER TABLE t ADD COLUMN " + column)).as(column).contains(Work.REWRITE);
        }
        for (String column : List.of(
                "c int",
                "c int NOT NULL DEFAULT 7",
                "c timestamptz DEFAULT now()",
                "c int DEFAULT steady()",
                "c text DEFAULT 'gen_random_uuid()'")) {
            assertThat(ask("ALTER TABLE t ADD COLUMN " + column)).as(column).contains(Work.METADATA);
        }
    }

    @Test
    void whatACloneDoesNotShowIsAnsweredFromTheStatement() {
        live.run("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int)");
        assertThat(ask("ALTER TABLE t ADD COLUMN c int UNIQUE")).contains(Work.INDEX_BUILD);
        assertThat(ask("ALTER TABLE t ADD COLUMN c int CHECK (c > 0)")).contains(Work.SCAN);
        assertThat(ask("ALTER TABLE t ADD COLUMN c int REFERENCES p")).contains(Work.METADATA);
        assertThat(ask("ALTER TABLE t ADD COLUMN c int DEFAULT 1 CONSTRAINT f REFERENCES p (id) ON DELETE CASCADE"))
                .contains(Work.SCAN);
    }

    @Test
    void indexesAndChecksOnTheColumnCount() {
        live.run("""
                CREATE TABLE t (a varchar(10), b varchar(10), c varchar(10), d varchar(10));
                CREATE INDEX ON t (a); CREATE INDEX ON t (lower(b)); ALTER TABLE t ADD CHECK (c <> 'x');
                ALTER TABLE t ADD CHECK (d <> 'x') NOT VALID""");
        assertThat(ask("ALTER TABLE t ALTER a TYPE varchar(20)")).contains(Work.METADATA);
        assertThat(ask("ALTER TABLE t ALTER a TYPE varchar(5)")).contains(Work.REWRITE);
        assertThat(ask("ALTER TABLE t ALTER a TYPE varchar(20) COLLATE \"C\"")).contains(Work.INDEX_BUILD);
        assertThat(ask("ALTER TABLE t ALTER a TYPE text USING t.a || 'x'")).contains(Work.REWRITE);
        assertThat(ask("ALTER TABLE t ALTER b TYPE varchar(20)")).contains(Work.INDEX_BUILD);
        assertThat(ask("ALTER TABLE t ALTER c TYPE varchar(20)")).contains(Work.SCAN);
        assertThat(ask("ALTER TABLE t ALTER d TYPE varchar(20)")).contains(Work.METADATA);
    }

    @Test
    void oddNamesAndTypesOfOtherSchemasAreNoObstacle() {
        live.run("""
                CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM ('good'); CREATE TYPE mood AS ENUM ('bad');
                CREATE TABLE "Odd 'T" ("Odd ""c" varchar(10), m s.mood, n mood)""");
        Table table = table("Odd 'T");
        Clause clause = clause("ALTER TABLE \"Odd 'T\" ALTER \"Odd \"\"c\" TYPE text");
        assertThat(oracle.workOf(clause, table)).contains(Work.METADATA);
    }

    @Test
    void nothingIsSaidOfATableThatLooksDifferentByThen() {
        live.run("CREATE TABLE t (a varchar(10))");
        Table now = table("t");
        Clause clause = clause("ALTER TABLE t ALTER a TYPE varchar(20)");
        Table then = now.withColumn(Column.plain("b", "integer", true));
        assertThat(oracle.workOf(clause, then)).isEmpty();
        assertThat(oracle.workOf(clause, now.changingColumn("a", a -> a.ofType("integer"))))
                .isEmpty();
        assertThat(oracle.workOf(clause, now)).contains(Work.METADATA);
    }

    @Test
    void theTableIsNotWaitedForAndNothingIsLeftBehind() {
        live.run("CREATE TABLE t (a varchar(10))");
        Table table = table("t");
        Clause clause = clause("ALTER TABLE t ALTER a TYPE varchar(20)");
        try (Session holder = live.session()) {
            holder.inTransaction(LockBudget.UNLIMITED, open -> {
                open.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
                assertThatThrownBy(() -> oracle.workOf(clause, table))
                        .isInstanceOf(DatabaseFailure.LockNotGranted.class);
                return "done";
            });
        }
        assertThat(oracle.workOf(clause, table)).contains(Work.METADATA);
        assertThat(live.ask("SELECT count(*)::text FROM pg_class WHERE relname = 't'"))
                .containsExactly("1");
    }
}
