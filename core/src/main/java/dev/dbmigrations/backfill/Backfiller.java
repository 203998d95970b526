package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Move.Conduct;
import dev.dbmigrations.backfill.Move.Course;
import dev.dbmigrations.backfill.Oversight.Commission;
import dev.dbmigrations.backfill.Preparation.Start;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.RowWork.Contention;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    private final Targets targets;
    private final Time time;

    public Backfiller(Database database, Journal journal, Targets targets, Clock clock) {
        this(database, journal, targets, Time.of(clock));
    }

    Backfiller(Database database, Journal journal, Targets targets, Time time) {
        this.database = database;
        this.journal = journal;
        this.targets = targets;
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
        ProgressMeter meter = new ProgressMeter(listener, time);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Waiting waiting = new Waiting(new Stoppable(control, failures), time, meter::waiting);
        try (Crew crew = new Crew(worker -> lane(run, worker, waiting), failures)) {
            Ledger ledger = new Ledger(journal, run, step.facts().id());
            Optional<Ready> ready = crew.first().ask(session -> {
                awaitEarlierSessions(session, run, waiting);
                Preparation preparation = preparation(step, ledger);
                return new Ready(preparation, preparation.start(session));
            });
            return ready.isEmpty() || waiting.shouldStop()
                    ? Ending.STOPPED
                    : move(crew, new Setting(step, ready.get(), waiting, meter, state));
        }
    }

    private record Ready(Preparation preparation, Start start) {}

    private record Setting(Step.MoveRows step, Ready ready, Waiting waiting, ProgressMeter meter, RunState state) {
        Preparation preparation() {
            return ready.preparation();
        }

        Start start() {
            return ready.start();
        }

        Contention contention() {
            return step.work().statement().contention();
        }
    }

    private Preparation preparation(Step.MoveRows step, Ledger ledger) {
        RowWork work = step.work();
        Table table = database.catalog()
                .read(List.of(work.driver()))
                .table(work.driver())
                .orElseThrow(() -> RowFailures.noTable(step));
        KeyRanges.Walk walk = new KeyRanges.Walk(work.driver(), work.alias(), work.key());
        return new Preparation(database.dialect().keyRanges(), walk, table, ledger);
    }

    private Lane lane(String run, int worker, Waiting waiting) {
        return new Lane(database, Lane.lock(run, worker), waiting, time, targets.patience());
    }

    /** Only when no session of an earlier process can commit a batch any more is the journal to be believed. */
    private void awaitEarlierSessions(Session session, String run, Waiting waiting) {
        Instant start = time.now();
        for (int worker = 1; worker < Targets.MOST_WORKERS; worker++) {
            String lock = Lane.lock(run, worker);
            while (!session.tryLock(lock) && !waiting.shouldStop()) {
                if (time.since(start).compareTo(targets.patience()) > 0) {
                    throw RowFailures.earlierSession();
                }
                waiting.rest(Lane.FIRST_PAUSE, Lane.EARLIER_SESSION);
            }
            session.unlock(lock);
        }
    }

    private Ending move(Crew crew, Setting setting) {
        Start start = setting.start();
        setting.meter().begin(start.done().rows(), start.extent().estimatedRows());
        BatchSize size = new BatchSize(
                setting.preparation().bounds(start, setting.contention()), targets.batch(setting.contention()));
        boolean small = start.extent().estimatedRows() <= BatchSize.Bounds.ROWS.start();
        Commission commission = new Commission(database, setting.waiting(), targets, crew.failures());
        try (Oversight oversight =
                small ? Oversight.brief(commission) : Oversight.full(commission, many(setting, size))) {
            Throttle throttle = oversight.throttle();
            Move move = move(setting, new Conduct(size, throttle, setting.meter(), time, targets.patience()));
            crew.work(move, small ? () -> 1 : throttle::workers);
            return ending(crew, move);
        }
    }

    private static Oversight.Many many(Setting setting, BatchSize size) {
        Preparation preparation = setting.preparation();
        boolean held = !setting.state().standing().speed().heldBecause().isEmpty();
        return new Oversight.Many(
                preparation.probe(),
                preparation.ledger(),
                held,
                targets -> size.aimAt(targets.batch(setting.contention())));
    }

    private Move move(Setting setting, Conduct conduct) {
        Preparation preparation = setting.preparation();
        Start start = setting.start();
        Cut cut = preparation.cut();
        Course course = new Course(
                cut,
                new Remaining(cut, start.gaps()),
                new Watermark(start.extent().whole(), start.done().done()));
        return new Move(setting.step(), statement(setting.step(), preparation), preparation.ledger(), course, conduct);
    }

    private BatchStatement statement(Step.MoveRows step, Preparation preparation) {
        Duration allowed = step.facts().budget().lockWait();
        Duration lockWait = allowed.isZero() ? LONGEST_WAIT_FOR_A_ROW : allowed;
        Duration longest = targets.batch(step.work().statement().contention()).multipliedBy(LONGEST_BATCH_IN_TARGETS);
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
    private record Stoppable(RunControl control, Queue<Throwable> failures) implements RunControl {
        @Override
        public boolean shouldStop() {
            return !failures.isEmpty() || control.shouldStop();
        }

        @Override
        public void awaitIfPaused() {
            control.awaitIfPaused();
        }

        @Override
        public String reason() {
            return control.reason();
        }

        @Override
        public Guidance guidance() {
            return control.guidance();
        }
    }
}
