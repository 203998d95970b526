package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.BatchSize;
import dev.dbmigrations.backfill.Oversight;
import dev.dbmigrations.backfill.ProgressListener;
import dev.dbmigrations.backfill.ProgressMeter;
import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.backfill.RunControl;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.backfill.Throttle;
import dev.dbmigrations.backfill.Time;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import dev.dbmigrations.verify.Worker.Conduct;
import dev.dbmigrations.verify.Worker.Course;
import dev.dbmigrations.verify.Worker.Task;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Proves that two tables which triggers keep in step hold the same rows, while clients write to them.
 *
 * <p>Ranges are compared by several workers, each range in both tables at one instant (must-not-fail 70), no snapshot
 * living longer than that (must-not-fail 71). Rows that differ are written again from the source; then, and until a whole
 * pass has found nothing, everything is compared anew (must-not-fail 72). Thread-safe.
 */
public final class Verifier {
    private static final int MOST_PASSES = 3;

    private static final BatchSize.Bounds ROWS = new BatchSize.Bounds(100, 10_000, 2_000_000);

    private final Database database;
    private final Journal journal;
    private final Targets targets;
    private final Time time;

    /** @param targets their replica lag does not matter here: nothing is written, and waiting would help no replica */
    public Verifier(Database database, Journal journal, Targets targets, Clock clock) {
        this.database = database;
        this.journal = journal;
        this.targets = targets;
        this.time = Time.of(clock);
    }

    /** What one call is about. */
    private record Request(Step.CompareTables step, Ledger ledger, RunControl control, ProgressMeter meter) {}

    /**
     * Compares the tables of the step. A call after any kind of death goes on with a pass that had found no difference, and
     * begins anew after one that had.
     *
     * @param run whose journal is told how far it is
     * @param state of the run
     * @param control asked between ranges by every worker
     * @return {@link Ending#COMPLETE} only after a whole pass without a difference
     * @throws dev.dbmigrations.MigrationException DBM-2701 when rows differ however often they are written again, DBM-2702 to
     *     DBM-2705 when they cannot be compared or mended
     */
    public Ending verify(
            String run, Step.CompareTables step, RunState state, RunControl control, ProgressListener listener) {
        Ledger ledger = new Ledger(journal, run, step.facts().id());
        Request request = new Request(step, ledger, control, new ProgressMeter(listener, time));
        try {
            return passes(
                    request, ledger.start(state), state.rows(ledger.step()).rows());
        } catch (DatabaseFailure.Fatal failure) {
            throw VerifyFailures.notCompared(step, failure);
        } catch (DatabaseFailure failure) {
            throw VerifyFailures.outOfPatience(step, failure);
        }
    }

    private Ending passes(Request request, List<String> start, long rowsBefore) {
        Optional<Pass> pass = pass(request, start, start.isEmpty() ? 0 : rowsBefore);
        for (int number = 2;
                number <= MOST_PASSES && pass.isPresent() && !pass.get().isClean();
                number++) {
            pass = pass(request, List.of(), 0);
        }
        request.meter().finish();
        if (pass.isEmpty()) {
            return Ending.STOPPED;
        }
        if (!pass.get().isClean()) {
            throw VerifyFailures.stillDifferent(
                    request.step(), MOST_PASSES, pass.get().examples());
        }
        return Ending.COMPLETE;
    }

    /** Empty when it was told to stop before it had seen everything. */
    private Optional<Pass> pass(Request request, List<String> start, long rowsBefore) {
        Crew crew = new Crew(request.control());
        try (Oversight oversight = Oversight.ofReading(database, crew, time, targets, request.meter()::waiting)) {
            return pass(request, new Start(start, rowsBefore), crew, oversight.throttle());
        }
    }

    /** Where a pass begins, and how many rows lie before. */
    private record Start(List<String> key, long rowsBefore) {}

    private Optional<Pass> pass(Request request, Start begin, Crew crew, Throttle throttle) {
        List<String> start = begin.key();
        TablePair pair = request.step().pair();
        Comparison comparison = Comparison.of(pair, database.dialect());
        Shapes shapes = shapes(request.step());
        request.meter().begin(begin.rowsBefore(), shapes.rows());
        Optional<Ranges> ranges;
        try (Line line = line(throttle)) {
            ranges = line.ask(session -> new Ranges(session, comparison, shapes.of(pair), start));
        }
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        Pass pass = new Pass(request.ledger(), start, request.meter(), time);
        Course course = new Course(ranges.get(), pass, new Mender(request.step(), comparison, throttle));
        Task task = new Task(
                comparison,
                course,
                new Conduct(new BatchSize(ROWS, targets.batch(RowWork.Contention.NOBODY_WAITS)), throttle, time));
        crew.work(shapes.rows() <= ROWS.start() ? 1 : targets.workers(), () -> work(task));
        if (pass.isWhole()) {
            return Optional.of(pass);
        }
        if (throttle.shouldStop()) {
            return Optional.empty();
        }
        throw VerifyFailures.incomplete(request.step());
    }

    private void work(Task task) {
        try (Line line = line(task.conduct().throttle())) {
            new Worker(task, line).run();
        }
    }

    private Line line(Throttle throttle) {
        return new Line(database, throttle, time, targets.patience());
    }

    private Shapes shapes(Step.CompareTables step) {
        TableName source = step.pair().source().walk().table();
        TableName target = step.pair().target().walk().table();
        Schema schema = database.catalog().read(List.of(source, target));
        return new Shapes(database.dialect().keyRanges(), table(schema, source, step), table(schema, target, step));
    }

    private static Table table(Schema schema, TableName name, Step.CompareTables step) {
        return schema.table(name).orElseThrow(() -> VerifyFailures.noTable(step, name));
    }
}
