package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.Assignment;
import dev.dbmigrations.execute.Execution;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.Settings;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What migrations have taken away and is kept: found by the plans of their runs, and there as long as its table is. */
final class Snapshots {
    private final Workbench bench;
    private final Works works;

    Snapshots(Workbench bench, Works works) {
        this.bench = bench;
        this.works = works;
    }

    /** Oldest first. */
    List<Snapshot> list() {
        if (bench.history().home().isEmpty()) {
            return List.of();
        }
        Session session = bench.session();
        Journal journal = works.journal();
        List<Snapshot> snapshots = new ArrayList<>();
        for (String run : journal.keeping(session)) {
            List<Recorded> events = journal.read(session, run);
            RunState state =
                    RunState.of(run, events.stream().map(Recorded::event).toList());
            Plan plan = state.plan();
            Optional<Instant> over = state.standing().stage().isOver()
                    ? Optional.of(events.getLast().at())
                    : Optional.empty();
            snapshots.addAll(present(run, plan, over));
        }
        return snapshots;
    }

    private List<Snapshot> present(String run, Plan plan, Optional<Instant> over) {
        List<Kept> keeps = plan.outcome().keeps();
        Schema schema =
                bench.database().catalog().read(keeps.stream().map(Kept::place).toList());
        List<Snapshot> present = new ArrayList<>();
        for (Kept kept : keeps) {
            schema.table(kept.place())
                    .map(Table::size)
                    .map(size ->
                            new Snapshot(plan.migration(), run, kept, size, over, over.map(at -> at.plus(retention()))))
                    .ifPresent(present::add);
        }
        return present;
    }

    private Duration retention() {
        return bench.options().running().keepSnapshots();
    }

    /** Those of a migration, by its version or label, or the one in that table. */
    List<Snapshot> named(String name) {
        Predicate<Snapshot> isMeant = s -> s.kept().place().name().equals(name)
                || s.kept().place().toString().equals(name)
                || s.migration().label().equals(name)
                || Ids.sameVersion(s.migration().version(), name.replaceFirst("^V", ""));
        List<Snapshot> found = list().stream().filter(isMeant).toList();
        if (found.isEmpty()) {
            throw MigrationException.userMustAct(
                    ExitCode.USAGE,
                    "DBM-7201",
                    "there is no snapshot " + name,
                    Fact.at(name),
                    Fact.why("it is neither a migration that has taken something away nor a table that holds it"),
                    Fact.state("nothing was changed"),
                    Fact.next("db-migrations snapshots list"));
        }
        return found;
    }

    /** Those whose time is over. */
    List<Snapshot> expired() {
        Instant now = Instant.now();
        return list().stream().filter(s -> s.isExpired(now)).toList();
    }

    /** Ends the keeping. What a run that is not over keeps is left alone. */
    List<Snapshot> drop(List<Snapshot> wanted, RunListener listener) {
        List<Snapshot> free = wanted.stream().filter(s -> s.since().isPresent()).toList();
        if (free.isEmpty()) {
            return free;
        }
        Execution runner = works.begin(bench.history(), listener, "db-migrations snapshots");
        try {
            free.forEach(s -> drop(s.kept()));
        } finally {
            runner.close();
        }
        return free;
    }

    /** By somebody who is the runner already. */
    void drop(Kept kept) {
        if (!Kept.isKept(kept.place())) {
            return;
        }
        boolean isThere = bench.database()
                .catalog()
                .read(List.of(kept.place()))
                .table(kept.place())
                .isPresent();
        if (isThere) {
            LockBudget budget = new LockBudget(bench.planning().lockWait(), Duration.ZERO);
            bench.session().alone(budget, bench.database().dialect().ddl().dropTable(kept.place()));
        }
    }

    /** Brings back what is kept, the latest first, as any migration would; the migration itself stays applied. */
    Outcome restore(List<Snapshot> wanted, RunListener listener) {
        List<String> notes = new ArrayList<>();
        List<Migration.Id> restored = new ArrayList<>();
        Strategy strategy = Strategy.DIRECT;
        for (Snapshot snapshot : wanted.reversed()) {
            refuseUnfinished(snapshot);
            Migration migration = migration(snapshot);
            Planning planning = new Planning(bench, of(PlanningOptions.Clients.MAY_BE_CONNECTED), works.look(listener));
            Plan plan = planning.plan(migration);
            Settings open = works.settings().with(Settings.Gates.OPEN);
            HistoryLook look = bench.history();
            try (Execution execution = works.begin(look, listener, "db-migrations snapshots restore", open)) {
                execution.start(
                        new Assignment(plan, migration.checksums(), Event.Purpose.RESTORE, p -> Optional.empty()));
                notes.addAll(remarks(snapshot.kept()));
            }
            restored.add(snapshot.migration());
            strategy = strategy.or(plan.strategy());
        }
        int pending = new Comparison(bench, bench.history().applied(), List.of())
                .pending()
                .size();
        return new Outcome(restored.stream().distinct().toList(), pending, strategy, Optional.empty(), notes);
    }

    private PlanningOptions of(PlanningOptions.Clients clients) {
        return new PlanningOptions(
                        bench.planning().small(), clients, bench.planning().lockWait())
                .keeping(PlanningOptions.Keeping.GONE);
    }

    private static void refuseUnfinished(Snapshot snapshot) {
        if (snapshot.since().isEmpty()) {
            throw MigrationException.userMustAct(
                    ExitCode.USAGE,
                    "DBM-7202",
                    snapshot.migration().label() + " is not over, and needs what it keeps itself",
                    Fact.at(snapshot.migration().path()),
                    Fact.why(snapshot.kept().what() + " come back when it is taken back"),
                    Fact.state("nothing was changed"),
                    Fact.next("db-migrations down"));
        }
    }

    private Migration migration(Snapshot snapshot) {
        Migration.Id id = snapshot.migration();
        List<Statement> statements = new ArrayList<>();
        for (String sql : snapshot.kept().back()) {
            Position position = new Position("snapshot of " + id.label(), statements.size() + 1, 1);
            statements.add(bench.vendor().parser().parse(sql, position));
        }
        return new Migration(id, statements, Migration.Undo.NONE, Directives.NONE, works.checksums(id));
    }

    /** What there is to say about what has come back, where it is still kept. */
    List<String> remarks(Kept kept) {
        boolean isThere = bench.database()
                .catalog()
                .read(List.of(kept.place()))
                .table(kept.place())
                .isPresent();
        List<String> remarks = new ArrayList<>();
        for (Kept.Remark remark : isThere ? kept.remarks() : List.<Kept.Remark>of()) {
            asked(remark).ifPresent(remarks::add);
        }
        return remarks;
    }

    /** Empty, too, where what it is about went on the same way back: a column that the migration had added, say. */
    private Optional<String> asked(Kept.Remark remark) {
        try {
            long count = bench.session()
                    .query(remark.countSql(), row -> row.number(1))
                    .getFirst();
            return count > 0 ? Optional.of(count + " " + remark.words()) : Optional.empty();
        } catch (DatabaseFailure.Fatal unanswerable) {
            return Optional.empty();
        }
    }
}
