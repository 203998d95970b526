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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the predictions to the server: each statement that was measured on 15.20 runs here too, and the locks that the
 * server says it took are compared with those that were predicted, and with those that 15.20 took.
 */
@ParameterizedClass
@ValueSource(ints = {14, 18})
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

    private final int major;
    private final LiveDatabase live;
    private Schema schema;

    LockMeasurementTest(int major) throws IOException {
        this.major = major;
        live = new LiveDatabase(major);
        live.run(Files.readString(RESOURCES.resolve("locks-fixture.sql")));
        schema = live.database().catalog().readAll();
        live.ask("SELECT c.relname || ' ' || o.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_class o ON o.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace"
                        + " UNION ALL SELECT s.relname || ' ' || o.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid"
                        + " JOIN pg_class o ON o.oid = d.refobjid WHERE s.relkind = 'S' AND o.relkind = 'r'")
                .forEach(pair -> owners.put(pair.split(" ")[0], pair.split(" ")[1]));
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void theLocksOfEveryMeasuredStatementArePredicted() throws IOException {
        assertPredicted(measured("pg15_locks.tsv"));
    }

    /** These were measured on other tables, some of which are not here: what the server refuses is passed over. */
    @Test
    void theLocksOfStatementsOnTablesWithoutViewsArePredicted() throws IOException {
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

    private boolean isRefused(String sql) {
        try (Session session = live.session()) {
            session.execute("BEGIN");
            session.execute(sql);
            session.execute("ROLLBACK");
            return false;
        } catch (DatabaseFailure.Fatal refused) {
            return true;
        }
    }

    private void assertPredicted(List<Measured> statements) {
        List<String> wrong = new ArrayList<>();
        for (Measured measured : statements) {
            Statement statement = parsed(measured.sql());
            if (isBeyondPrediction(statement, measured.sql()) || isNotHere(measured.sql())) {
                continue;
            }
            String predicted = text(predicted(statement).locks());
            String taken = text(taken(measured.sql()));
            if (!predicted.equals(taken)) {
                wrong.add(measured.sql() + "\n  server    " + taken + "\n  predicted " + predicted + "\n  on 15     "
                        + text(measured.locks()));
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    @Test
    void theWorkOfEveryMeasuredStatementIsPredicted() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Measured measured : measured("pg15_locks.tsv")) {
            Statement statement = parsed(measured.sql());
            Work predicted = predicted(statement).work();
            boolean isPredictable = !isBeyondPrediction(statement, measured.sql()) && !isSpecialOn15(measured.sql());
            if (isPredictable && predicted != Work.ROWS && predicted != measured.work()) {
                wrong.add(measured.sql() + "\n  on 15     " + measured.work() + "\n  predicted " + predicted);
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    /** What the file says for one reason only: the statement found everything as it wanted it, or a function was inlined. */
    private static boolean isSpecialOn15(String sql) {
        return sql.contains("set tablespace pg_default")
                || sql.contains("set access method heap")
                || sql.contains("default vol()")
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
     * query reads, what statistics are about, which partition is the default one, which sequence a default draws from,
     * and whether an INSERT that skips conflicts inserts anything.
     */
    private static boolean isBeyondPrediction(Statement statement, String sql) {
        return statement.changes().stream().anyMatch(Unrecognized.class::isInstance)
                || sql.matches("(drop (type|schema|function|statistics)|alter domain|select|copy|import|refresh).*")
                || sql.matches("create (table|materialized view) \\w+ as .*")
                || sql.matches(".*nextval\\(.*|.*;.*|.* on conflict do nothing")
                || sql.matches(".*(attach|detach) partition.*|create table \\w+ partition of.*|drop table pt1");
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

    /** What the server says that the statement locked, relations that it made itself left out. */
    private Map<String, String> taken(String sql) {
        Map<String, String> modes = new TreeMap<>();
        try (Session session = live.session()) {
            session.execute("BEGIN");
            session.execute(
                    "CREATE TEMP TABLE known ON COMMIT DROP AS SELECT oid, relname, relnamespace FROM pg_class");
            session.execute("SAVEPOINT before");
            session.execute(sql);
            session.query(
                            "SELECT c.relname || '=' || upper(regexp_replace(regexp_replace(l.mode, 'Lock$', ''),"
                                    + " '(?<=[a-z])([A-Z])', ' \\1', 'g')) FROM pg_locks l JOIN known c ON c.oid = l.relation"
                                    + " WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND c.relnamespace = 'public'::regnamespace",
                            row -> row.text(1))
                    .forEach(pair -> strongest(modes, pair.split("=")[0], pair.split("=")[1]));
            session.execute("ROLLBACK");
        }
        return modes;
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
