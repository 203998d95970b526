package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.List;

/**
 * The end of catching up where no transaction holds its lock and its statements together: each commits by itself under a
 * lock of the session's, which is given back whatever happens. Every statement may be repeated, so an attempt that broke is
 * made again from its beginning.
 *
 * <p>Writers wait for the lock's budget and half of it once more at the most: what could not be brought over by then is left
 * for the next attempt, and between two attempts writers have as much time as they had to wait. So the second table gains
 * on writers that are faster than we are.
 */
final class LockedCatchUp {
    /** That many attempts behind each of which as much was left as before, and nothing is gained. */
    private static final int MOST_VAIN_ATTEMPTS = 50;

    private final Tools tools;
    private final StepPlace place;
    private final Step.CatchUp step;
    private String current = "";
    private boolean through;

    LockedCatchUp(Tools tools, StepPlace place, Step.CatchUp step) {
        this.tools = tools;
        this.place = place;
        this.step = step;
    }

    /** Returns with the step done and written down. */
    void run(RunLog log, Instant start) {
        Rebuilding.Switch last = step.last().orElseThrow();
        long least = Long.MAX_VALUE;
        int vain = 0;
        while (!through) {
            try {
                new Attempts(tools, place).untilDone(log, session -> attempt(session, last));
                if (!through) {
                    long backlog = CatchUpStep.backlog(tools.work().get(), step.replay());
                    vain = backlog < least ? 0 : vain + 1;
                    least = Math.min(least, backlog);
                    if (vain > MOST_VAIN_ATTEMPTS) {
                        throw Explain.writersAreFaster(place, backlog, log.state());
                    }
                }
            } catch (DatabaseFailure.Fatal failure) {
                throw Explain.statement(
                        place,
                        current,
                        failure,
                        "no row is lost: what has been noted is brought over again",
                        log.state());
            }
        }
        long took = tools.place().since(start).toMillis();
        tools.transactions()
                .commit(log, Deed.books(s -> s.isDone(step), session -> Completion.events(log, place, took)));
    }

    private void attempt(Session session, Rebuilding.Switch last) {
        run(session, last.lock());
        Instant locked = tools.place().now();
        try {
            through = hasBroughtAllOver(
                    session, locked.plus(tools.budget(place).lockWait().dividedBy(2)));
            if (through) {
                run(session, last.sql());
            }
        } finally {
            end(session, last.end());
        }
        if (!through) {
            tools.place().stop().pause(tools.place().since(locked));
        }
    }

    private boolean hasBroughtAllOver(Session session, Instant until) {
        while (CatchUpStep.backlog(session, step.replay()) > 0) {
            if (tools.place().now().isAfter(until)) {
                return false;
            }
            run(session, step.replay().part());
        }
        return true;
    }

    private void run(Session session, List<String> statements) {
        LockBudget budget = tools.budget(place);
        for (String sql : statements) {
            current = sql;
            new Watched(tools.place(), place, session).run(budget, () -> session.alone(budget, sql));
        }
    }

    /** A session that cannot give its lock back gives it back by ending. */
    private void end(Session session, List<String> statements) {
        try {
            statements.forEach(session::execute);
        } catch (DatabaseFailure failure) {
            tools.work().discard();
            tools.place().listener().note("the lock was given back by closing its connection: " + failure.getMessage());
        }
    }
}
