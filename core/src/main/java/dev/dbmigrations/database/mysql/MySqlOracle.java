package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the change to an empty clone of the table, in a scratch database of this session that is dropped with it, asking for one rung of the
 * ladder after the other until the server takes one.
 *
 * <p>What a clone does not have is left to the catalogue: foreign keys, partitions of their own, row versions, and MariaDB's
 * claim that some copies are INSTANT (safety catalogue 6.1 and MY37). Thread-safe.
 */
final class MySqlOracle implements Oracle {
    private static final String SCRATCH = "db_migrations_scratch_";
    private final SharedSession<MySqlSession> sessions;
    private final MySqlDialect dialect;
    private final Map<Question, Optional<Impact>> answers = new ConcurrentHashMap<>();

    MySqlOracle(SharedSession<MySqlSession> sessions, MySqlDialect dialect) {
        this.sessions = sessions;
        this.dialect = dialect;
    }

    /**
     * @param table without what comes and goes around it
     * @param sql the clause
     */
    private record Question(Table table, String sql) {}

    @Override
    public Optional<Work> workOf(Clause clause, Table table) {
        return impactOf(clause, table).map(Impact::work);
    }

    @Override
    public Optional<Impact> impactOf(Clause clause, Table table) {
        if (table.isNew()
                || clause.sql().isEmpty()
                || !canBeAsked(clause.change())
                || isUnlikeItsClone(clause.change(), table)
                || table.kind() != Table.Kind.TABLE) {
            return Optional.empty();
        }
        Table definition = new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.indexes(),
                table.constraints(),
                Table.Surroundings.NEW,
                table.storage());
        Question question = new Question(definition, clause.sql());
        Optional<Impact> known = answers.get(question);
        if (known != null) {
            return known;
        }
        try {
            Optional<Impact> answer = sessions.with(session -> ask(session, clause, table));
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

    /** Without its foreign keys and with all row versions free, a clone is taken at rungs that the table is not. */
    private boolean isUnlikeItsClone(Change change, Table table) {
        boolean comesOrGoes = change instanceof ColumnChange.AddColumn || change instanceof ColumnChange.DropColumn;
        boolean isCounted = comesOrGoes && !RowVersions.canBeAdded(table, dialect.release());
        return isCounted || (dialect.release().isMariaDb() && Cascades.write(table));
    }

    private boolean canBeAsked(Change change) {
        return switch (change) {
            case ColumnChange column -> true;
            case IndexChange index -> !(index instanceof IndexChange.DropIndex);
            case AddConstraint.AddForeignKey key -> false;
            case AddConstraint constraint -> true;
            case WholeTableChange.AlterOtherwise other -> !FalseInstants.mayBe(other.action(), dialect.release());
            case WholeTableChange.SetTableOption set ->
                !FalseInstants.mayBe(set.option().name(), dialect.release());
            case WholeTableChange.ConvertCharacterSet convert -> true;
            case WholeTableChange.RebuildTable rebuild -> true;
            case WholeTableChange.ReplacePrimaryKey replace -> true;
            default -> false;
        };
    }

    @Override
    public Optional<String> refusal(Table table, TableName copy, List<String> alterations) {
        try {
            return sessions.with(session ->
                    onClone(session, table, clone -> refusal(session, clone, retargeted(alterations, copy, clone))));
        } catch (DatabaseFailure.Fatal notToBeAsked) {
            return Optional.empty();
        }
    }

    private List<String> retargeted(List<String> alterations, TableName from, TableName to) {
        return alterations.stream()
                .map(sql -> Retargeted.of(sql, from, to, (MySqlNames) dialect.names()))
                .toList();
    }

    private static Optional<String> refusal(MySqlSession session, TableName clone, List<String> alterations) {
        try {
            alterations.forEach(session::execute);
            return Optional.empty();
        } catch (DatabaseFailure.Fatal refused) {
            return Optional.of(String.valueOf(refused.getMessage()).replace(clone.toString(), "the table"));
        }
    }

    @Override
    public Belongings belongings(Table table) {
        boolean isPartitioned = table.kind() == Table.Kind.PARTITIONED;
        if (table.surroundings().triggers().isEmpty() && !isPartitioned) {
            return Belongings.NONE;
        }
        return sessions.with(session -> new Belongings(
                List.of(),
                List.of(),
                List.of(),
                isPartitioned ? elsewhere(session, table) : List.of(),
                TriggerReading.of(session, dialect.names(), table.name())));
    }

    /** A table that is made like another has its partitions where the server puts them. */
    private List<String> elsewhere(MySqlSession session, Table table) {
        String text = session.rows("SHOW CREATE TABLE " + dialect.names().quote(table.name()), row -> row.text(2))
                .getFirst();
        return text.substring(text.lastIndexOf("\n)")).contains(" DIRECTORY = ")
                ? List.of("partitions of it lie in folders of their own (DATA DIRECTORY)")
                : List.of();
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
        return sessions.with(MySqlGauges::dataFolder).free();
    }

    @Override
    public boolean isTaken(TableName name) {
        String query = "SELECT count(*) FROM information_schema.tables"
                + " WHERE table_schema = coalesce(nullif(?, ''), database()) AND table_name = ?";
        return sessions.with(session -> session.query(query, row -> row.number(1) > 0, name.schema(), name.name())
                .getFirst());
    }

    private Optional<Impact> ask(MySqlSession session, Clause clause, Table table) {
        return onClone(session, table, clone -> climb(session, clause, table, clone));
    }

    private <T> Optional<T> onClone(MySqlSession session, Table table, Function<TableName, Optional<T>> work) {
        String scratch = SCRATCH + session.id();
        TableName clone = TableName.of(scratch, "clone");
        String quoted = dialect.names().quote(clone);
        session.execute("CREATE DATABASE IF NOT EXISTS " + scratch);
        try {
            session.execute("SET SESSION lock_wait_timeout = 1; DROP TABLE IF EXISTS " + quoted + "; CREATE TABLE "
                    + quoted + " LIKE " + dialect.names().quote(table.name()));
            if (!isClone(session, clone, table)) {
                return Optional.empty();
            }
            return work.apply(clone);
        } finally {
            session.execute("DROP DATABASE IF EXISTS " + scratch);
        }
    }

    /** Not so when an earlier statement of the same migration changes the table first. */
    private static boolean isClone(MySqlSession session, TableName clone, Table table) {
        List<String> columns = session.rows(
                "SELECT column_name, column_type, is_nullable = 'YES' FROM information_schema.columns"
                        + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position",
                row -> row.text(1) + " " + row.text(2) + " " + row.truth(3),
                clone.schema(),
                clone.name());
        Set<String> indexes = Set.copyOf(session.rows(
                "SELECT index_name, non_unique = 0, seq_in_index, column_name FROM information_schema.statistics"
                        + " WHERE table_schema = ? AND table_name = ?",
                row -> row.text(1) + " " + row.truth(2) + " " + row.number(3) + " " + row.textOrNull(4),
                clone.schema(),
                clone.name()));
        return columns.equals(table.columns().stream()
                        .map(c -> c.name() + " " + c.type() + " " + c.nullable())
                        .toList())
                && indexes.equals(
                        table.indexes().stream().flatMap(MySqlOracle::parts).collect(Collectors.toSet()));
    }

    private static Stream<String> parts(Index index) {
        return IntStream.range(0, index.parts().size())
                .mapToObj(i -> index.name() + " " + index.unique() + " " + (i + 1) + " "
                        + index.parts().get(i).column());
    }

    private Optional<Impact> climb(MySqlSession session, Clause clause, Table table, TableName clone) {
        String onClone = Retargeted.of(clause.sql(), table.name(), clone, (MySqlNames) dialect.names());
        for (Rung rung : Ladder.of(dialect.release())) {
            if (rung == Rung.INSTANT && clause.change() instanceof IndexChange.CreateIndex) {
                continue;
            }
            Impact impact = rung.on(table.name(), RungWork.of(rung, clause.change(), table, dialect.release()));
            String sql = Assertion.of(onClone, impact);
            if (sql.equals(onClone)) {
                return Optional.empty();
            }
            try {
                session.execute(sql);
                return Optional.of(impact);
            } catch (DatabaseFailure.Fatal refused) {
                if (!Ladder.isNextRungAdvised(refused.state())) {
                    throw refused;
                }
            }
        }
        return Optional.empty();
    }
}
