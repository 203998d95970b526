package dev.dbmigrations.database.postgres;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.dialect.PartitionBounds;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes the change to an empty clone of the table, in a transaction that is rolled back, and looks which files were
 * written anew. The table itself is locked as a SELECT locks it, and not waited for longer than half a second.
 *
 * <p>What a clone does not have is answered from the catalog: a validated check on the column is checked again, and a
 * foreign key reads the rows. Thread-safe.
 */
final class PostgresOracle implements Oracle {

    private static final LockBudget BRIEF = new LockBudget(Duration.ofMillis(500), Duration.ofSeconds(5));

    /** The files of the table and of its indexes; then its columns with their types printed as the catalog reader does. */
    private static final String FILES = """
            SELECT pg_catalog.pg_relation_filenode(c.oid)::bigint, ARRAY(SELECT pg_catalog.pg_relation_filenode(i.indexrelid)::text
              FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid)
            FROM pg_catalog.pg_class c WHERE c.oid = :clone::pg_catalog.regclass;
            SELECT pg_catalog.set_config('search_path', '', true);
            SELECT a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = :clone::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""";

    private final SharedSession<PostgresSession> sessions;
    private final Map<Question, Optional<Work>> answers = new ConcurrentHashMap<>();

    PostgresOracle(SharedSession<PostgresSession> sessions) {
        this.sessions = sessions;
    }

    /**
     * @param table without what comes and goes around it
     * @param sql the clause
     */
    private record Question(Table table, String sql) {}

    private record Files(long table, Set<String> indexes, List<String> columns) {}

    @Override
    public Optional<Work> workOf(Clause clause, Table table) {
        CloneChange change = CloneChange.of(clause.change(), table).orElse(null);
        if (change == null || table.isNew()) {
            return Optional.empty();
        }
        Table definition = new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.indexes(),
                table.constraints(),
                Table.Surroundings.NEW);
        Question question = new Question(definition, clause.sql());
        Optional<Work> known = answers.get(question);
        if (known != null) {
            return known;
        }
        try {
            Optional<Work> answer = sessions.with(session -> ask(session, change, table));
            answers.put(question, answer);
            return answer;
        } catch (DatabaseFailure.Fatal refused) {
            answers.put(question, Optional.empty());
            return Optional.empty();
        } catch (DatabaseFailure.LockNotGranted held) {
            throw held;
        } catch (DatabaseFailure passing) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<PartitionBounds> boundsAsked(Clause clause, Table table) {
        return partition(session -> PartitionQuestions.asked(session, clause, table));
    }

    @Override
    public Optional<PartitionBounds> boundsOf(Table partition) {
        return partition(session -> PartitionQuestions.of(session, partition));
    }

    /** What is not there yet, or not for us to see, is not answered. */
    private Optional<PartitionBounds> partition(Function<PostgresSession, Optional<PartitionBounds>> question) {
        try {
            return sessions.with(session -> session.rolledBack(BRIEF, question));
        } catch (DatabaseFailure.Fatal refused) {
            return Optional.empty();
        }
    }

    @Override
    public Belongings belongings(Table table) {
        return sessions.with(session -> PostgresBelongings.of(session, table, new PostgresNames()));
    }

    @Override
    public double slowness() {
        try {
            return sessions.with(Calibration::of);
        } catch (DatabaseFailure.Fatal refused) {
            return 1;
        }
    }

    @Override
    public OptionalLong freeDisk() {
        return sessions.with(PostgresGauges::dataFolder).free();
    }

    @Override
    public boolean isTaken(TableName name) {
        String query = "SELECT pg_catalog.to_regclass(?) IS NOT NULL";
        return sessions.with(session -> session.query(query, row -> row.truth(1), Identifiers.quote(name))
                .getFirst());
    }

    private static Optional<Work> ask(PostgresSession session, CloneChange change, Table table) {
        String clone = "pg_temp." + Identifiers.quote(table.name().name());
        return session.rolledBack(BRIEF, open -> {
            open.execute(
                    "CREATE TEMP TABLE " + clone + " (LIKE " + Identifiers.quote(table.name()) + " INCLUDING ALL)");
            Files before = files(open, clone);
            if (!isClone(before, table)) {
                return Optional.<Work>empty();
            }
            open.execute("ALTER TABLE " + clone + " " + change.action());
            return Optional.of(work(before, files(open, clone), change));
        });
    }

    private static Work work(Files before, Files after, CloneChange change) {
        if (before.table() != after.table()) {
            return Work.REWRITE;
        }
        if (!before.indexes().containsAll(after.indexes())) {
            return Work.INDEX_BUILD;
        }
        return change.reads() == CloneChange.Reads.ROWS ? Work.SCAN : Work.METADATA;
    }

    /** Not so when an earlier statement of the same migration changes the table first. */
    private static boolean isClone(Files files, Table table) {
        List<String> columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        return files.columns().equals(columns)
                && files.indexes().size() == table.indexes().size();
    }

    private static Files files(PostgresSession session, String clone) {
        long[] table = {0};
        Set<String> indexes = new HashSet<>();
        List<String> columns = new ArrayList<>();
        String literal = "'" + clone.replace("'", "''") + "'";
        session.rowsOfEach(
                FILES.replace(":clone", literal),
                List.of(
                        row -> {
                            table[0] = row.number(1);
                            indexes.addAll(row.texts(2));
                        },
                        row -> {},
                        row -> columns.add(row.text(1))));
        session.execute("SET LOCAL search_path TO DEFAULT");
        return new Files(table[0], indexes, columns);
    }
}
