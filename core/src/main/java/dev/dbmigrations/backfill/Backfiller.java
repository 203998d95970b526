package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Move.Conduct;
import dev.dbmigrations.backfill.Move.Course;
import dev.dbmigrations.backfill.Preparation.Start;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves rows by several workers on disjoint ranges of a key, or of pages where there is none.
 *
 * <p>The end of the table is fixed before the first batch, so that rows arriving meanwhile cannot keep it running
 * (must-not-fail 10); what is left is decided by ranges, never by how many rows a statement found (must-not-fail 9).
 *
 * <p>Where each range must be done exactly once, it is, as long as nobody changes the key of a row meanwhile. Thread-safe.
 */
public final class Backfiller implements RowMover {
    /** Shorter than the time after which a deadlock makes a server choose its victim: we give way first. */
    private static final Duration LONGEST_WAIT_FOR_A_ROW = Duration.ofMillis(500);

    private static final int LONGEST_BATCH_IN_TARGETS = 10;

    private final Database database;
    private final Journal journal;
    private final Pace pace;
    private final Time time;

    public Backfiller(Database database, Journal journal, Pace pace, Clock clock) {
        this(database, journal, pace, Time.of(clock));
    }

    Backfiller(Database database, Journal journal, Pace pace, Time time) {
        this.database = database;
        this.journal = journal;
        this.pace = pace;
        this.time = time;
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.dbmigrations.MigrationException DBM-2601 when a row cannot be changed, DBM-2602 when rows stay locked
     *     longer than the patience allows, DBM-2603 when rows without a key would have to be changed exactly once
     */
    @Override
    public Ending move(String run, Step.MoveRows step, RunState state, RunControl control, ProgressListener listener) {
        if (step.work().key().isEmpty() && step.work().repetition() == RowWork.Repetition.FORBIDDEN) {
            throw RowFailures.needsKey(step);
        }
        try (Crew crew = new Crew()) {
            ProgressMeter meter = new ProgressMeter(listener, time);
            Throttle throttle =
                    new Throttle(new Stoppable(control, crew), Signal.of(pace, database), time, meter::waiting);
            Ledger ledger = new Ledger(journal, run, step.facts().id());
            crew.join(lane(run, 0, throttle));
            Optional<Ready> ready = crew.first().ask(session -> {
                awaitEarlierSessions(session, run, throttle);
                Preparation preparation = preparation(step, ledger);
                return new Ready(preparation, preparation.start(session));
            });
            return ready.isEmpty() || throttle.shouldStop()
                    ? Ending.STOPPED
                    : move(crew, new Setting(step, ready.get(), throttle, meter));
        }
    }

    private record Ready(Preparation preparation, Start start) {}

    private record Setting(Step.MoveRows step, Ready ready, Throttle throttle, ProgressMeter meter) {}

    private Preparation preparation(Step.MoveRows step, Ledger ledger) {
        RowWork work = step.work();
        Table table = database.catalog()
                .read(List.of(work.driver()))
                .table(work.driver())
                .orElseThrow(() -> RowFailures.noTable(step));
        KeyRanges.Walk walk = new KeyRanges.Walk(work.driver(), work.alias(), work.key());
        return new Preparation(database.dialect().keyRanges(), walk, table, ledger);
    }

    private Lane lane(String run, int worker, Throttle throttle) {
        return new Lane(database, Lane.lock(run, worker), throttle, time, pace.patience());
    }

    /** Only when no session of an earlier process can commit a batch any more is the journal to be believed. */
    private void awaitEarlierSessions(Session session, String run, Throttle throttle) {
        Instant start = time.now();
        for (int worker = 1; worker < Pace.MOST_WORKERS; worker++) {
            String lock = Lane.lock(run, worker);
            while (!session.tryLock(lock) && !throttle.shouldStop()) {
                if (time.since(start).compareTo(pace.patience()) > 0) {
                    throw RowFailures.earlierSession();
                }
                throttle.rest(Lane.FIRST_PAUSE, Lane.EARLIER_SESSION);
            }
            session.unlock(lock);
        }
    }

    private Ending move(Crew crew, Setting setting) {
        Start start = setting.ready().start();
        setting.meter().begin(start.done().rows(), start.extent().estimatedRows());
        Move move = move(setting);
        boolean small = start.extent().estimatedRows() <= BatchSize.Bounds.ROWS.start();
        for (int worker = 1; worker < pace.workers() && !small; worker++) {
            crew.join(lane(move.ledger().run(), worker, setting.throttle()));
        }
        crew.work(move);
        return ending(crew, move);
    }

    private Move move(Setting setting) {
        Preparation preparation = setting.ready().preparation();
        Start start = setting.ready().start();
        Cut cut = preparation.cut();
        Course course = new Course(
                cut,
                new Remaining(cut, start.gaps()),
                new Watermark(start.extent().whole(), start.done().done()));
        BatchSize size = new BatchSize(preparation.bounds(start), pace.target());
        Conduct conduct = new Conduct(size, setting.throttle(), setting.meter(), time, pace.patience());
        return new Move(setting.step(), statement(setting.step(), preparation), preparation.ledger(), course, conduct);
    }

    private BatchStatement statement(Step.MoveRows step, Preparation preparation) {
        Duration allowed = step.facts().budget().lockWait();
        Duration lockWait = allowed.isZero() ? LONGEST_WAIT_FOR_A_ROW : allowed;
        Duration longest = pace.target().multipliedBy(LONGEST_BATCH_IN_TARGETS);
        return new BatchStatement(step.work(), preparation.ranges(), preparation.walk(), lockWait, longest);
    }

    /** Complete is what the journal shows to be complete. */
    private static Ending ending(Crew crew, Move move) {
        move.conduct().meter().finish();
        Watermark watermark = move.course().watermark();
        if (!watermark.isComplete() && move.throttle().shouldStop()) {
            return Ending.STOPPED;
        }
        boolean recorded = crew.first()
                .ask(session ->
                        watermark.isConfirmedBy(move.ledger().read(session).done()))
                .orElse(false);
        if (recorded) {
            return Ending.COMPLETE;
        }
        if (move.throttle().shouldStop()) {
            return Ending.STOPPED;
        }
        throw RowFailures.incomplete(move.step(), move.conduct().meter().inWords());
    }

    /** Also stops when one of the crew has failed. */
    private record Stoppable(RunControl control, Crew crew) implements RunControl {
        @Override
        public boolean shouldStop() {
            return crew.hasFailed() || control.shouldStop();
        }

        @Override
        public void awaitIfPaused() {
            control.awaitIfPaused();
        }

        @Override
        public String reason() {
            return control.reason();
        }
    }
}
