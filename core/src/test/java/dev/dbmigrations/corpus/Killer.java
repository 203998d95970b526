package dev.dbmigrations.corpus;

import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Kills the process at work once a step it is waiting for is done: all of its connections go at once, and no code of its
 * own that follows is heard by the server.
 *
 * @param trial whose process
 * @param doomed the step after which it dies
 */
record Killer(Trial trial, Predicate<StepPlace> doomed) implements RunListener {

    /** What is thrown through the process that dies. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void stepDone(StepPlace place, Duration took) {
        if (doomed.test(place)) {
            trial.cutAllConnections();
            throw new Death();
        }
    }

    /** Whether the process dies before the work is done. */
    static boolean dies(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Death death) {
            return true;
        }
    }
}
