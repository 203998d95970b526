package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.LockBudget;
import java.time.Duration;

/** The settings that hold a transaction or statement to its budget. These servers count in whole seconds; see {@link LockGuard}. */
final class MySqlBudgets {
    private static final long A_YEAR = 31_536_000;
    private static final long ROW_LOCK_DEFAULT = 50;

    /** What the sync triggers look at. */
    static final String BYPASS = "@db_migrations_bypass";

    private static final String CHECKS = "@db_migrations_checks";

    private MySqlBudgets() {}

    static String begin(LockBudget budget) {
        return limits(budget) + "; SET " + BYPASS + " = NULL; START TRANSACTION";
    }

    /** Before a statement outside a transaction; remembers what such a statement of ours may switch off. */
    static String set(LockBudget budget) {
        return limits(budget) + "; SET " + CHECKS + " = @@SESSION.foreign_key_checks";
    }

    /** How long a session of ours waits when nothing else is said. */
    static final String UNLIMITED =
            "lock_wait_timeout = " + A_YEAR + ", innodb_lock_wait_timeout = " + ROW_LOCK_DEFAULT;

    /** After a statement outside a transaction. */
    static final String RESET = "SET SESSION foreign_key_checks = " + CHECKS + ", " + UNLIMITED;

    static final String COMMIT = "COMMIT; SET SESSION " + UNLIMITED;

    static final String ROLLBACK = "ROLLBACK; SET SESSION " + UNLIMITED + "; SET " + BYPASS + " = NULL";

    private static String limits(LockBudget budget) {
        return "SET SESSION lock_wait_timeout = " + seconds(budget.lockWait(), A_YEAR) + ", innodb_lock_wait_timeout = "
                + seconds(budget.lockWait(), ROW_LOCK_DEFAULT);
    }

    private static long seconds(Duration limit, long unlimited) {
        return limit.isZero() ? unlimited : Math.clamp((limit.toMillis() + 999) / 1000, 1, A_YEAR);
    }
}
