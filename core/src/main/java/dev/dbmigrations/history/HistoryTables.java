package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Bookkeeping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Our own tables in a database: found, read at one glance, created when they are missing.
 *
 * <p>Another tool's table that has the name of ours is known by its columns and left alone.
 */
public final class HistoryTables {
    private static final Set<String> OUR_COLUMNS = Set.of(
            "installed_rank",
            "kind",
            "version",
            "name",
            "checksum_exact",
            "checksum_normalised",
            "applied_at",
            "duration_ms",
            "applied_by");
    private static final LockBudget CREATION = new LockBudget(Duration.ofSeconds(30), Duration.ZERO);

    private final Bookkeeping bookkeeping;

    public HistoryTables(Bookkeeping bookkeeping) {
        this.bookkeeping = bookkeeping;
    }

    /** Reads what is there, in one round trip when our tables are, and changes nothing. */
    public HistoryLook look(Session session) {
        return look(session, Bookkeeping.APPLIED)
                .or(() -> look(session, Bookkeeping.APPLIED_BESIDE_OTHERS))
                .orElse(HistoryLook.NOTHING);
    }

    private Optional<HistoryLook> look(Session session, String appliedTable) {
        try {
            List<Line> lines = session.query(bookkeeping.firstLook(appliedTable), HistoryTables::line);
            return Optional.of(collected(lines, appliedTable));
        } catch (DatabaseFailure.Fatal failure) {
            if (bookkeeping.saysMissing(failure.state())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * Creates our tables where they are missing. Safe against other processes that do the same: all of them get the
     * same answer.
     */
    public Home create(Session session) {
        return bookkeeping.isCreatedInTransaction()
                ? session.inTransaction(CREATION, this::createIn)
                : createIn(session);
    }

    /** Where {@link #create} would put our tables; changes nothing. */
    public Home foreseen(Session session) {
        return new Home(defaultSchema(session), appliedTable(session), bookkeeping);
    }

    private String defaultSchema(Session session) {
        return session.query(bookkeeping.defaultSchema(), row -> row.text(1)).getFirst();
    }

    private Home createIn(Session session) {
        String schema = defaultSchema(session);
        List<String> first = bookkeeping.creation(schema, Bookkeeping.APPLIED);
        session.execute(first.getFirst());
        // Only behind the first statement, which lets one process in at a time, the answer stays true.
        String appliedTable = appliedTable(session);
        List<String> creation = bookkeeping.creation(schema, appliedTable);
        creation.stream().skip(1).forEach(session::execute);
        return new Home(schema, appliedTable, bookkeeping);
    }

    private String appliedTable(Session session) {
        List<String> columns = session.query(bookkeeping.columns(), row -> row.text(1), Bookkeeping.APPLIED);
        boolean free = columns.isEmpty() || columns.containsAll(OUR_COLUMNS);
        return free ? Bookkeeping.APPLIED : Bookkeeping.APPLIED_BESIDE_OTHERS;
    }

    private sealed interface Line {
        record Place(String schema) implements Line {}

        record Done(Applied applied) implements Line {}

        record Open(String run) implements Line {}
    }

    private static Line line(Session.Row row) {
        return switch (row.text(1)) {
            case "home" -> new Line.Place(row.text(3));
            case "run" -> new Line.Open(row.text(3));
            default -> new Line.Done(applied(row));
        };
    }

    private static Applied applied(Session.Row row) {
        return new Applied(
                row.number(10),
                new Applied.Id(kind(row.text(2)), row.text(3), row.text(4)),
                new Migration.Checksums((int) row.number(5), row.text(6)),
                new Applied.When(row.instant(7), row.number(8), row.text(9)));
    }

    private static Migration.Kind kind(String word) {
        return Migration.Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    private HistoryLook collected(List<Line> lines, String appliedTable) {
        Optional<Home> home = Optional.empty();
        List<Applied> applied = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Line line : lines) {
            switch (line) {
                case Line.Place place -> home = Optional.of(new Home(place.schema(), appliedTable, bookkeeping));
                case Line.Done done -> applied.add(done.applied());
                case Line.Open run -> open.add(run.run());
            }
        }
        return new HistoryLook(home, applied, open);
    }
}
