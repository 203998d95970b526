package dev.dbmigrations.execute;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Catches up with notes, pass by pass, until so few are left that the rest takes no longer than clients may wait.
 *
 * <p>A pass needs no entry in the journal: it strikes out what it has brought over, in one transaction, so a broken one is
 * simply begun again, and two at once keep each other out.
 */
final class CatchUpStep {
    /** A rest that is always small enough to be brought over under the lock, in changes. */
    private static final long LITTLE = 1_000;

    /**
     * So many times the budget for locks a rest may take at the speed of the passes before, once passes have been vain for
     * long: under the lock those who write wait, and leave the machine to us.
     */
    private static final int MOST_BUDGETS = 4;

    /** That many passes in vain, and it is time for the lock, where the rest may be brought over in parts. */
    private static final int VAIN_PASSES_BEFORE_PARTS = 3;

    /** That many passes in vain, and writers are held up now and then, where a transaction holds the lock. */
    private static final int VAIN_PASSES_BEFORE_BRAKE = 4;

    /** So many times longer writers are kept out than let in, at most. */
    private static final int MOST_FORCE = 8;

    /** That many passes that do not get closer to the end, and writers are faster than we are. */
    private static final int MOST_VAIN_PASSES = 20;

    private final Tools tools;
    private long bearable = LITTLE;

    CatchUpStep(Tools tools) {
        this.tools = tools;
    }

    /** While we waited for the lock, more has been noted than may be brought over under it. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooMuch() {
            super("too much to bring over under the lock", null, false, false);
        }
    }

    /** Returns with the step done, or not done because the controls said stop. */
    void run(StepPlace place, Step.CatchUp step, RunLog log, Controls controls) {
        Instant start = tools.place().now();
        while (caughtUp(place, step, log, controls)) {
            try {
                if (endsInParts(step)) {
                    new LockedCatchUp(tools, place, step).run(log, start);
                } else {
                    end(place, step, log, start);
                }
                return;
            } catch (TooMuch again) {
                tools.place().listener().note("more was written while waiting for the lock; catching up again");
            }
        }
    }

    private static boolean endsInParts(Step.CatchUp step) {
        return step.last().filter(last -> !last.end().isEmpty()).isPresent();
    }

    private void end(StepPlace place, Step.CatchUp step, RunLog log, Instant start) {
        Script script = new Script();
        Deed deed = new Deed(
                Optional.of(place),
                tools.budget(place),
                session -> {
                    step.last().ifPresent(last -> {
                        script.run(session, last.lock());
                        notTooMuch(session, step.replay(), bearable);
                        script.run(session, step.replay().replay());
                        script.run(session, last.sql());
                    });
                    return Completion.events(
                            log, place, tools.place().since(start).toMillis());
                },
                state -> state.isDone(step));
        try {
            tools.transactions().commit(log, deed);
        } catch (DatabaseFailure.Fatal failure) {
            throw Explain.statement(place, script.current(), failure, "this step changed nothing", log.state());
        }
    }

    private boolean caughtUp(StepPlace place, Step.CatchUp step, RunLog log, Controls controls) {
        LockPatience patience = new LockPatience(tools.place(), Optional.of(place), log);
        long least = Long.MAX_VALUE;
        int vain = 0;
        int losses = 0;
        long done = 0;
        while (true) {
            controls.awaitIfPaused();
            if (controls.shouldStop()) {
                return false;
            }
            try {
                long backlog = backlog(tools.work().get(), step.replay());
                if (backlog == 0 || (done > 0 && backlog <= bearable)) {
                    return true;
                }
                vain = backlog < least ? 0 : vain + 1;
                least = Math.min(least, backlog);
                if (vain >= VAIN_PASSES_BEFORE_PARTS && endsInParts(step)) {
                    return true;
                }
                if (vain >= VAIN_PASSES_BEFORE_BRAKE && step.last().isEmpty()) {
                    // A later step has means against writers that are faster; this one has only made its work less.
                    return true;
                }
                if (vain > MOST_VAIN_PASSES) {
                    throw Explain.writersAreFaster(place, backlog, log.state());
                }
                Instant begun = tools.place().now();
                if (vain == VAIN_PASSES_BEFORE_BRAKE && mayBrake(step)) {
                    tools.place()
                            .listener()
                            .note("clients write faster than it catches up: they are held up now and then");
                }
                long brought = vain >= VAIN_PASSES_BEFORE_BRAKE && mayBrake(step)
                        ? brakedPass(place, step, Math.min(MOST_FORCE, 1 + vain - VAIN_PASSES_BEFORE_BRAKE))
                        : pass(step.replay());
                done += brought;
                bearable = bearable(
                        brought, tools.place().since(begun), tools.budget(place).lockWait(), vain);
                progress(place, done, backlog);
            } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable failure) {
                patience.afterFailure(failure);
            } catch (DatabaseFailure.NoConnection | DatabaseFailure.OutcomeUnknown failure) {
                losses = tools.transactions().countedLoss(losses, failure);
            } catch (DatabaseFailure.Fatal failure) {
                throw refused(place, step, failure, log);
            }
        }
    }

    /**
     * The rest that may be left for the lock: what is brought over within the budget at the speed of the last pass, and more
     * the longer the passes have been vain, since writers that are faster than we are never let it become less.
     *
     * @param brought changes that the last pass has brought over
     * @param took the time it took
     */
    private static long bearable(long brought, Duration took, Duration budget, int vain) {
        double perBudget = brought * (double) budget.toNanos() / Math.max(1, took.toNanos());
        double budgets = 1 + (MOST_BUDGETS - 1) * Math.min(1, 2.0 * vain / MOST_VAIN_PASSES);
        return Math.max(LITTLE, (long) (perBudget * budgets));
    }

    /**
     * @throws TooMuch when clients would have to wait for long
     */
    private static void notTooMuch(Session session, Rebuilding.Replay replay, long bearable) {
        if (backlog(session, replay) > 2 * bearable) {
            throw new TooMuch();
        }
    }

    static long backlog(Session session, Rebuilding.Replay replay) {
        return session.query(replay.backlog(), row -> row.number(1)).getFirst();
    }

    private void progress(StepPlace place, long done, long backlog) {
        tools.place().listener().progress(place, new Progress(done, Math.max(done, backlog), 0, Optional.empty(), ""));
    }

    private static boolean mayBrake(Step.CatchUp step) {
        return step.last().filter(last -> last.end().isEmpty()).isPresent();
    }

    private long brakedPass(StepPlace place, Step.CatchUp step, int force) {
        List<String> lock = step.last().orElseThrow().lock();
        Brake brake = Brake.on(tools.place(), lock, tools.budget(place).lockWait(), force);
        try {
            return pass(step.replay());
        } finally {
            brake.close();
        }
    }

    /** Nobody but us is at the second table, so a pass may take its time. */
    private long pass(Rebuilding.Replay replay) {
        return tools.work().get().inTransaction(LockBudget.UNLIMITED, session -> {
            replay.freshly().forEach(session::execute);
            return brought(session, replay);
        });
    }

    private static long brought(Session session, Rebuilding.Replay replay) {
        long most = 0;
        for (String statement : replay.replay()) {
            most = Math.max(most, session.execute(statement));
        }
        return most;
    }

    private MigrationException refused(StepPlace place, Step.CatchUp step, DatabaseFailure.Fatal failure, RunLog log) {
        Stopped.check(tools.place().stop(), Next.again(log.state()));
        var unplaced = new DatabaseFailure.Fatal(String.valueOf(failure.getMessage()), failure.state(), 0, failure);
        return Explain.statement(
                place, step.replay().replay().getFirst(), unplaced, "the notes are as they were", log.state());
    }
}
