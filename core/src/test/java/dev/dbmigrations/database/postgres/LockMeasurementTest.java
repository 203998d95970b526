package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Change.Unrecognized;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the predictions to the server: each statement that was measured on 15.20 runs here too, and the locks that the
 * server says it took are compared with those that were predicted, and with those that 15.20 took.
 */
@ParameterizedClass
@MethodSource("majors")
class LockMeasurementTest {
    private static final Path RESOURCES = Path.of("src/test/resources/postgres");
    private static final List<String> ORDER = List.of(
            "ACCESS SHARE",
            "ROW SHARE",
            "ROW EXCLUSIVE",
            "SHARE UPDATE EXCLUSIVE",
            "SHARE",
            "SHARE ROW EXCLUSIVE",
            "EXCLUSIVE",
            "ACCESS EXCLUSIVE");
    private static final Map<String, String> SHORT = Map.of(
            "AS", "ACCESS SHARE",
            "RS", "ROW SHARE",
            "RX", "ROW EXCLUSIVE",
            "SUE", "SHARE UPDATE EXCLUSIVE",
            "S", "SHARE",
            "SRX", "SHARE ROW EXCLUSIVE",
            "X", "EXCLUSIVE",
            "AX", "ACCESS EXCLUSIVE");

    /** A statement, the locks and the work measured on 15.20. */
    private record Measured(String sql, Map<String, String> locks, Work work) {}

    /** The name of each index and sequence, with its table where it has one. */
    private final Map<String, String> owners = new TreeMap<>();

    static List<Integer> majors() {
        return TestPostgres.majors();
    }

    private final int major;
    private final LiveDatabase live;
    /** One session for all questions: each statement is rolled back. */
    private final Session asking;

    private Schema schema;

    LockMeasurementTest(int major) throws IOException {
        this.major = major;
        live = new LiveDatabase(major);
        live.run(Files.readString(RESOURCES.resolve("locks-fixture.sql")));
        schema = live.database().catalog().readAll();
        asking = live.session();
        live.ask("SELECT c.relname || ' ' || o.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_class o ON o.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace"
                        + " UNION ALL SELECT s.relname || ' ' || o.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid"
                        + " JOIN pg_class o ON o.oid = d.refobjid WHERE s.relkind = 'S' AND o.relkind = 'r'")
                .forEach(pair -> owners.put(pair.split(" ")[0], pair.split(" ")[1]));
    }

    @AfterEach
    void close() {
        asking.close();
        live.close();
    }

    @Test
    void theLocksAndTheWorkOfEveryMeasuredStatementArePredicted() throws IOException {
        assertPredicted(measured("pg15_locks.tsv"));
    }

    /** These were measured on other tables, some of which are not here: what the server refuses is passed over. */
    @Test
    void theLocksAndTheWorkOfStatementsOnTablesWithoutViewsArePredicted() throws IOException {
        live.run("DROP VIEW vw; DROP MATERIALIZED VIEW mv");
        schema = live.database().catalog().readAll();
        List<Measured> possible = new ArrayList<>();
        for (String file : List.of("pg15_locks2.tsv", "pg15_locks2b.tsv", "pg15_locks4.tsv")) {
            possible.addAll(measured(file));
        }
        int all = possible.size();
        possible.removeIf(m -> isRefused(m.sql()));
        assertThat(possible).hasSizeGreaterThan(all * 2 / 3);
        assertPredicted(possible);
    }

    /** Statements that were never measured on 15, or that only some versions know. */
    @Test
    void theLocksAndTheWorkOfOtherStatementsArePredicted() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("other-statements.sql"))) {
            if (line.isBlank() || line.startsWith("--") || major < since(line)) {
                continue;
            }
            String sql = line.replaceFirst(";\\s*--.*|;$", "");
            Impact predicted = predicted(parsed(sql));
            Observed observed = observed(sql);
            String expected = text(predicted.locks()) + " " + predicted.work();
            String actual = text(observed.locks()) + " " + observed.work(predicted.work());
            if (!expected.equals(actual)) {
                wrong.add(sql + "\n  server    " + actual + "\n  predicted " + expected);
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    /** The version behind the statement, {@code -- since 17}, else the first that is supported. */
    private static int since(String line) {
        return line.matches(".*-- since \\d+$") ? Integer.parseInt(line.replaceFirst(".* ", "")) : 14;
    }

    private boolean isRefused(String sql) {
        asking.execute("BEGIN");
        try {
            asking.execute(sql);
            return false;
        } catch (DatabaseFailure.Fatal refused) {
            return true;
        } finally {
            asking.execute("ROLLBACK");
        }
    }

    private void assertPredicted(List<Measured> statements) {
        List<String> wrong = new ArrayList<>();
        for (Measured measured : statements) {
            Statement statement = parsed(measured.sql());
            if (isBeyondPrediction(statement, measured.sql()) || isNotHere(measured.sql())) {
                continue;
            }
            Impact predicted = predicted(statement);
            Observed observed = observed(measured.sql());
            String expected = text(predicted.locks());
            String taken = text(observed.locks());
            if (!expected.equals(taken)) {
                wrong.add(measured.sql() + "\n  server    " + taken + "\n  predicted " + expected + "\n  on 15     "
                        + text(measured.locks()));
            }
            Work done = observed.work(predicted.work());
            if (!isSpecial(measured.sql()) && predicted.work() != done) {
                wrong.add(measured.sql() + "\n  server    " + done + "\n  predicted " + predicted.work()
                        + "\n  on 15     " + measured.work());
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    /** What is so for one reason only: an empty table, nothing left to do, or a function that was looked into. */
    private static boolean isSpecial(String sql) {
        return sql.contains("set tablespace pg_default")
                || sql.contains("set access method heap")
                || sql.contains("default vol()")
                || sql.contains("default stab()")
                || sql.contains("table ofk add column n int not null")
                || sql.contains(" domc")
                || sql.contains("attach partition pnewc")
                || sql.startsWith("analyze");
    }

    /** What this server cannot do, or not without an extension that it does not bring. */
    private boolean isNotHere(String sql) {
        return sql.contains("using gist")
                || (major < 15 && sql.contains("access method"))
                || (major < 15 && sql.startsWith("merge"));
    }

    private static Statement parsed(String sql) {
        return new PostgresParser().parse(sql, new Position("measured.sql", 1, 1));
    }

    /**
     * What nobody can tell from the statement and its tables: who uses a type, a domain, a function or a schema, what a
     * query reads, what statistics are about, which sequence a default draws from, and
     * whether an INSERT that skips conflicts inserts anything.
     */
    private static boolean isBeyondPrediction(Statement statement, String sql) {
        return statement.changes().stream().anyMatch(Unrecognized.class::isInstance)
                || sql.matches("(drop (type|schema|function|statistics)|alter domain|select|copy|import|refresh).*")
                || sql.matches("create (table|materialized view) \\w+ as .*")
                || sql.matches(".*nextval\\(.*|.*;.*|.* on conflict do nothing");
    }

    private Impact predicted(Statement statement) {
        PostgresLockProfile profile =
                new PostgresLockProfile(new ServerVersion("postgresql", major, 0, "PostgreSQL " + major));
        SchemaAfter evolution = new SchemaAfter(new PostgresNames());
        Schema now = schema;
        List<Lock> locks = new ArrayList<>();
        Work work = Work.METADATA;
        for (Clause clause : statement.clauses()) {
            Impact impact = profile.impact(clause, now);
            locks.addAll(impact.locks());
            work = work.compareTo(impact.work()) >= 0 ? work : impact.work();
            now = evolution.after(now, clause.change());
        }
        return new Impact(locks, work);
    }

    /**
     * What the server says that a statement did.
     *
     * @param locks on relations that were there before
     * @param rewritten tables with other files than before
     * @param built indexes with other files than before, and new ones
     * @param rows read from tables that were there before
     */
    private record Observed(Map<String, String> locks, List<String> rewritten, List<String> built, long rows) {

        /** Whether rows are written is not counted: it is taken as it was predicted. */
        Work work(Work predicted) {
            if (predicted == Work.ROWS) {
                return predicted;
            }
            if (!rewritten.isEmpty()) {
                return Work.REWRITE;
            }
            return rows == 0 ? Work.METADATA : built.isEmpty() ? Work.SCAN : Work.INDEX_BUILD;
        }
    }

    /** A table that is emptied has other files, too, and no row of it is read. */
    private Observed observed(String sql) {
        Map<String, String> modes = new TreeMap<>();
        List<String> rewritten = new ArrayList<>();
        List<String> built = new ArrayList<>();
        long[] rows = {0};
        asking.execute("BEGIN");
        asking.execute("CREATE TEMP TABLE known ON COMMIT DROP AS SELECT oid, relname, relnamespace, relkind,"
                + " pg_relation_filenode(oid) AS file, pg_stat_get_xact_tuples_returned(oid) AS rows FROM pg_class");
        asking.execute("SAVEPOINT before");
        asking.execute(sql);
        asking.query(
                        "SELECT c.relname || '=' || upper(regexp_replace(regexp_replace(l.mode, 'Lock$', ''),"
                                + " '(?<=[a-z])([A-Z])', ' \\1', 'g')) FROM pg_locks l JOIN known c ON c.oid = l.relation"
                                + " WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND c.relnamespace = 'public'::regnamespace",
                        row -> row.text(1))
                .forEach(pair -> strongest(modes, pair.split("=")[0], pair.split("=")[1]));
        asking.query(
                        "SELECT c.relname FROM known k JOIN pg_class c ON c.oid = k.oid WHERE c.relkind IN ('r', 'm')"
                                + " AND k.relnamespace = 'public'::regnamespace AND k.file <> pg_relation_filenode(c.oid)"
                                + " AND pg_relation_size(c.oid) > 0",
                        row -> row.text(1))
                .forEach(rewritten::add);
        asking.query(
                        "SELECT c.relname FROM pg_class c LEFT JOIN known k ON k.oid = c.oid WHERE c.relkind = 'i'"
                                + " AND c.relnamespace = 'public'::regnamespace AND k.file IS DISTINCT FROM pg_relation_filenode(c.oid)",
                        row -> row.text(1))
                .forEach(built::add);
        asking.query(
                        "SELECT sum(pg_stat_get_xact_tuples_returned(oid) - rows) FROM known"
                                + " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm')",
                        row -> row.number(1))
                .forEach(sum -> rows[0] = sum);
        asking.execute("ROLLBACK");
        return new Observed(modes, rewritten, built, rows[0]);
    }

    private static void strongest(Map<String, String> modes, String relation, String mode) {
        modes.merge(relation, mode, (a, b) -> ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);
    }

    private String text(List<Lock> locks) {
        Map<String, String> modes = new TreeMap<>();
        locks.forEach(l -> strongest(modes, l.table().name(), l.mode()));
        return text(modes);
    }

    /** A lock on an index or sequence counts only where it is stronger than the one on its table. */
    private String text(Map<String, String> modes) {
        Map<String, String> counting = new TreeMap<>(modes);
        Set<String> weaker = new HashSet<>();
        modes.forEach((relation, mode) -> {
            String onTable = modes.get(owners.getOrDefault(relation, ""));
            if (onTable != null && ORDER.indexOf(onTable) >= ORDER.indexOf(mode)) {
                weaker.add(relation);
            }
        });
        counting.keySet().removeAll(weaker);
        return counting.toString();
    }

    private static List<Measured> measured(String file) throws IOException {
        List<Measured> all = new ArrayList<>();
        for (String line : Files.readAllLines(RESOURCES.resolve(file))) {
            String[] fields = line.split("\t");
            if (fields.length < 5) {
                continue;
            }
            Map<String, String> locks = new TreeMap<>();
            for (String pair : fields[1].isBlank() ? new String[0] : fields[1].split(" ")) {
                String mode = SHORT.get(pair.split("=")[1]);
                locks.put(pair.split("=")[0], mode == null ? pair : mode);
            }
            all.add(new Measured(fields[0], locks, work(fields)));
        }
        assertThat(all).hasSizeGreaterThan(10);
        return all;
    }

    private static Work work(String[] fields) {
        String rewritten = inBrackets(fields[2]);
        String table = fields[0].replaceAll("^(alter table|cluster|refresh materialized view) (only )?(\\w+).*", "$3");
        if (Set.of(rewritten.split(",")).contains(table)) {
            return Work.REWRITE;
        }
        boolean reads = Set.of(inBrackets(fields[3]).split(",")).stream().anyMatch(s -> s.matches(".*:[1-9]\\d*"));
        boolean builds = !inBrackets(fields[4]).isEmpty() || fields[0].startsWith("reindex");
        return reads ? builds ? Work.INDEX_BUILD : Work.SCAN : Work.METADATA;
    }

    private static String inBrackets(String field) {
        return field.replaceAll("^[A-Z]+\\[(.*)]$", "$1");
    }
}
