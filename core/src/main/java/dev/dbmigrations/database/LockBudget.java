package dev.dbmigrations.database;

import java.time.Duration;

/**
 * How long a transaction of ours may wait and work before the server ends it.
 *
 * @param lockWait the longest wait for a lock; zero for no limit
 * @param work the longest statement; zero for no limit
 */
public record LockBudget(Duration lockWait, Duration work) {
    public static final LockBudget UNLIMITED = new LockBudget(Duration.ZERO, Duration.ZERO);
}
