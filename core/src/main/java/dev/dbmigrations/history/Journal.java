package dev.dbmigrations.history;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.plan.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The durable record of all runs, and the only one. Events are appended inside the transaction of whatever they tell of,
 * so they are true exactly when they are there.
 *
 * <p>Thread-safe.
 */
public final class Journal {
    private static final String COLUMNS = " (run, migration, kind, payload, who) ";
    private static final String CONTROLS =
            "('PauseRequested', 'ResumeRequested', 'AbortRequested', 'ThrottleRequested', 'GateOpened',"
                    + " 'RollbackStarted')";

    private static final String MEASURES =
            "('RunStarted', 'StepStarted', 'StepDone', 'ExtentFixed', 'LockWaited', 'Held')";

    private final Home home;
    private final String who;
    private final OptionalLong token;

    /**
     * @param who records, as it will be shown
     */
    public Journal(Home home, String who) {
        this(home, who, OptionalLong.empty());
    }

    private Journal(Home home, String who, OptionalLong token) {
        this.home = home;
        this.who = who;
        this.token = token;
    }

    /** The same journal for the runner with that token: it takes nothing more from it once another runner took over. */
    public Journal fencedBy(long runnerToken) {
        return new Journal(home, who, OptionalLong.of(runnerToken));
    }

    public Home home() {
        return home;
    }

    public void append(Session session, String run, Event event) {
        append(session, run, List.of(event));
    }

    /**
     * Appends in the session's current transaction, all events in one round trip.
     *
     * @throws MigrationException DBM-6002 when the journal is fenced and another runner has taken over
     */
    public void append(Session session, String run, List<Event> events) {
        write(session, entry(run, events), events.size());
    }

    /**
     * Appends the events of a run that is complete with them, and adds its migration to the list of applied ones, all in one
     * round trip.
     *
     * @throws MigrationException DBM-6002 when the journal is fenced and another runner has taken over
     */
    public void appendLast(Session session, String run, List<Event> events, Ended ended) {
        ended.into().removeEarlier(session, ended.migration());
        Entry added = ended.into().entry(ended.migration(), ended.checksums(), ended.milliseconds());
        write(session, added.and(entry(run, events)), events.size() + 1);
    }

    /**
     * A migration that is applied now.
     *
     * @param into the list
     */
    public record Ended(
            AppliedMigrations into, Migration.Id migration, Migration.Checksums checksums, long milliseconds) {}

    private static void write(Session session, Entry entry, int expected) {
        if (session.update(entry.sql(), entry.arguments().toArray()) != expected) {
            throw TakenOver.failure();
        }
    }

    private Entry entry(String run, List<Event> events) {
        List<Object> arguments = new ArrayList<>();
        for (Event event : events) {
            Collections.addAll(
                    arguments,
                    run,
                    RunName.migration(run),
                    PayloadCodec.kind(event),
                    PayloadCodec.shared().write(event),
                    who);
            token.ifPresent(arguments::add);
        }
        return new Entry(insertion(events.size()), arguments);
    }

    private String insertion(int events) {
        String into = "INSERT INTO " + home.journal() + COLUMNS;
        if (token.isEmpty()) {
            return into + "VALUES " + String.join(", ", Collections.nCopies(events, "(?, ?, ?, ?, ?)"));
        }
        String row = "SELECT ?, ?, ?, ?, ? FROM " + home.runner() + " WHERE token = ?";
        return into + String.join(" UNION ALL ", Collections.nCopies(events, row));
    }

    /** All events of a run in order. */
    public List<Recorded> read(Session session, String run) {
        return session.query(selection("run = ?"), Journal::recorded, run);
    }

    /** What others want of a run: their events, and nothing else, in order. */
    public List<Recorded> controls(Session session, String run) {
        return session.query(selection("run = ? AND kind IN " + CONTROLS), Journal::recorded, run);
    }

    public RunState state(Session session, String run) {
        return RunState.of(run, read(session, run).stream().map(Recorded::event).toList());
    }

    /** Names of the runs that have neither been completed nor taken back, oldest first. */
    public List<String> unfinished(Session session) {
        return session.query(
                "SELECT run FROM " + home.journal() + " s WHERE kind = 'RunStarted' AND NOT EXISTS (SELECT 1 FROM "
                        + home.journal()
                        + " e WHERE e.run = s.run AND e.kind IN ('RunCompleted', 'RunRolledBack')) ORDER BY id",
                row -> row.text(1));
    }

    /** The name of the run that was begun last. */
    public Optional<String> lastRun(Session session) {
        return session
                .query(
                        "SELECT run FROM " + home.journal() + " WHERE kind = 'RunStarted' ORDER BY id DESC LIMIT 1",
                        row -> row.text(1))
                .stream()
                .findFirst();
    }

    /** What the latest runs, and no more of them than that, tell of the time their steps took. In order. */
    public List<Recorded> measured(Session session, int runs) {
        List<String> latest = session.query(
                "SELECT run FROM " + home.journal() + " WHERE kind = 'RunStarted' ORDER BY id DESC LIMIT " + runs,
                row -> row.text(1));
        if (latest.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", Collections.nCopies(latest.size(), "?"));
        return session.query(
                selection("run IN (" + names + ") AND kind IN " + MEASURES), Journal::recorded, latest.toArray());
    }

    /** Names of all runs of a migration, oldest first. */
    public List<String> runsOf(Session session, String migration) {
        return session.query(
                "SELECT run FROM " + home.journal() + " WHERE kind = 'RunStarted' AND migration = ? ORDER BY id",
                row -> row.text(1),
                migration);
    }

    /** Names of the runs whose plans keep data, oldest first. */
    public List<String> keeping(Session session) {
        return session.query(
                "SELECT run FROM " + home.journal() + " WHERE kind = 'RunStarted' AND payload LIKE '%"
                        + Kept.PREFIX.replace('_', '%') + "%' ORDER BY id",
                row -> row.text(1));
    }

    /** Names of the runs in which something was done behind that entry; gates reached and wishes do not count. Oldest first. */
    public List<String> runsThatWorkedAfter(Session session, long entry) {
        return session.query(
                "SELECT run FROM " + home.journal() + " WHERE id > " + entry
                        + " AND kind IN ('StepStarted', 'StepDone', 'StepUndone', 'BatchDone') GROUP BY run ORDER BY min(id)",
                row -> row.text(1));
    }

    private String selection(String condition) {
        return "SELECT id, run, at, payload, who FROM " + home.journal() + " WHERE " + condition + " ORDER BY id";
    }

    private static Recorded recorded(Session.Row row) {
        Event event = PayloadCodec.shared().read(row.text(4), row.text(2));
        return new Recorded(row.number(1), row.text(2), row.instant(3), event, row.text(5));
    }
}
