package dev.dbmigrations.execute;

import dev.dbmigrations.database.Blocker;
import java.time.Duration;
import java.util.List;

/**
 * A wait for a lock that somebody else holds.
 *
 * @param attempt from 1
 * @param waited since the first attempt
 * @param pause how long until the next attempt; zero when the statement itself is waiting
 * @param blockers who holds it, as far as the server says
 */
public record LockWait(int attempt, Duration waited, Duration pause, List<Blocker> blockers) {
    public LockWait {
        blockers = List.copyOf(blockers);
    }
}
