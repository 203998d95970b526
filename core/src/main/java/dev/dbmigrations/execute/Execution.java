package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.RowMover;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.verify.Verifier;
import java.util.function.Function;

/**
 * The one runner of a database at work: begins runs, goes on with those that were broken off, takes them back. Holds the
 * runner's lock until it is closed.
 *
 * <p>Not thread-safe; others influence a run through the journal, and this process through the {@link StopSignal}.
 */
public final class Execution implements AutoCloseable {
    /** The code of the failure that the author's own check of the data has found something. */
    public static final String OWN_CHECK = "DBM-6025";

    private final Tools tools;

    private Execution(Tools tools) {
        this.tools = tools;
    }

    /**
     * Becomes the one runner.
     *
     * @param mover is given the journal its batches belong to, which takes nothing from a runner whose time is over
     * @param verifier is given the same
     * @throws dev.dbmigrations.MigrationException DBM-6001 naming the runner that is at work
     */
    public static Execution begin(
            Workplace place, Function<Journal, RowMover> mover, Function<Journal, Verifier> verifier) {
        RunLock lock = RunLock.take(place);
        Journal fenced = place.journal().fencedBy(lock.token());
        return new Execution(Tools.of(place, lock, mover.apply(fenced), verifier.apply(fenced)));
    }

    /** Becomes the one runner, comparing tables at the default pace. */
    public static Execution begin(Workplace place, Function<Journal, RowMover> mover) {
        return begin(
                place,
                mover,
                fenced -> new Verifier(
                        place.database(),
                        fenced,
                        Targets.DEFAULT,
                        place.attendance().clock()));
    }

    /**
     * Carries a plan out, up to its end or the first closed gate.
     *
     * @throws dev.dbmigrations.MigrationException when it cannot be begun or a step fails; what was done is recorded
     */
    public RunOutcome start(Assignment assignment) {
        return new Executor(tools).start(assignment);
    }

    /**
     * Goes on with a run by the plan in its journal.
     *
     * @param now the checksums of the migration's text as it is now
     * @throws dev.dbmigrations.MigrationException DBM-6012 when another text was begun, DBM-6030 when the run is being taken
     *     back
     */
    public RunOutcome resume(String run, Migration.Checksums now) {
        RunLog log = read(run);
        if (!log.state().start().orElseThrow().checksums().normalised().equals(now.normalised())) {
            throw Refused.changed(run, log.state().plan().migration().path());
        }
        return resume(log);
    }

    /** Goes on with a run by the plan in its journal, whatever the files say now. */
    public RunOutcome resume(String run) {
        return resume(read(run));
    }

    private RunOutcome resume(RunLog log) {
        return switch (log.state().standing().stage()) {
            case NOT_STARTED -> throw Refused.unknown(log.run());
            case RUNNING -> new Executor(tools).carryOn(log);
            case ROLLING_BACK -> throw Refused.rollingBack(log.run());
            case ROLLED_BACK -> throw Refused.over(log.run(), "taken back");
            case COMPLETED -> throw Refused.over(log.run(), "completed");
        };
    }

    /**
     * Takes an unfinished run back: undoes its steps in reverse order, so that schema and rows are as before. Goes on with
     * a rollback that was broken off.
     *
     * @param reason kept in the journal
     * @throws dev.dbmigrations.MigrationException DBM-7001 when a step cannot be undone, before anything is touched; DBM-7002
     *     when an undo fails
     */
    public RunState takeBack(String run, String reason) {
        RunLog log = read(run);
        return switch (log.state().standing().stage()) {
            case NOT_STARTED -> throw Refused.unknown(run);
            case RUNNING, ROLLING_BACK -> new Unwinder(tools).takeBack(log, reason);
            case ROLLED_BACK -> throw Refused.over(run, "taken back");
            case COMPLETED -> throw Refused.over(run, "completed");
        };
    }

    private RunLog read(String run) {
        RunLog log = tools.log(run);
        log.reload(tools.work().get());
        if (log.state().start().isEmpty()) {
            throw Refused.unknown(run);
        }
        return log;
    }

    @Override
    public void close() {
        tools.work().close();
        tools.lock().close();
    }
}
