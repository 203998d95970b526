package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.LockBudget;
import java.time.Duration;

/** A lock budget as settings of PostgreSQL. */
final class Budgets {

    /** The longest that a transaction of ours may hold its locks while we say nothing: we are dead then, or as good as. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    static final String RESET = "RESET lock_timeout; RESET statement_timeout";

    private Budgets() {}

    /** Opens the transaction and sets its limits in one round trip. */
    static String begin(LockBudget budget) {
        return "BEGIN ISOLATION LEVEL read committed; SET LOCAL lock_timeout = " + milliseconds(budget.lockWait())
                + "; SET LOCAL statement_timeout = " + milliseconds(budget.work())
                + "; SET LOCAL idle_in_transaction_session_timeout = " + LONGEST_SILENCE.toMillis();
    }

    static String set(LockBudget budget) {
        return "SET lock_timeout = " + milliseconds(budget.lockWait()) + "; SET statement_timeout = "
                + milliseconds(budget.work());
    }

    /** Zero means no limit to the server too, so the shortest limit is one millisecond. */
    private static long milliseconds(Duration limit) {
        return limit.isZero() ? 0 : Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
    }
}
