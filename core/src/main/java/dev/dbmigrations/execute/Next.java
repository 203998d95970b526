package dev.dbmigrations.execute;

import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing.Stage;
import dev.dbmigrations.plan.Step;
import java.util.List;

/** What state a run is in and what to type next, in words. */
final class Next {
    private Next() {}

    /** The command that goes on where a run stopped. */
    static String again(RunState state) {
        return state.standing().stage() == Stage.ROLLING_BACK ? "db-migrations down" : "db-migrations up";
    }

    /** What is left of the step, and what was done before it. */
    static String state(String left, RunState state) {
        if (state.start().isEmpty()) {
            return "nothing was changed";
        }
        return state.isDone(state.plan().steps().findFirst().orElseThrow()) ? left + "; " + done(state) : left;
    }

    /** {@code steps 1-2 are done and recorded}. */
    static String done(RunState state) {
        if (state.start().isEmpty()) {
            return "nothing was changed";
        }
        List<Step> all = state.plan().steps().toList();
        int first = 0;
        while (first < all.size() && state.isDone(all.get(first))) {
            first++;
        }
        return switch (first) {
            case 0 -> "no step before it has been done";
            case 1 -> "step 1 is done and recorded";
            default -> "steps 1-" + first + " are done and recorded";
        };
    }

    /** Whether nothing of the run has left a trace, so that it need not be gone on with. */
    static boolean isUntouched(RunState state) {
        return state.start().isEmpty() || state.plan().steps().noneMatch(s -> state.isDone(s) || state.isBegun(s));
    }

    /** What to type after a failure that somebody must mend. */
    static String afterMending(RunState state) {
        String up = "mend it, then: db-migrations up";
        return isUntouched(state) ? up : up + "\nor take back what was done: db-migrations down";
    }
}
