package dev.dbmigrations.execute;

import java.time.Duration;

/**
 * How patient a run is and whether gates stop it.
 *
 * @param lockWait the longest a brief step may queue for its lock, and so the longest others queue behind it
 * @param locks how long to try again for locks, in all, before giving up
 * @param runner how long to wait for another runner to finish
 * @param connection how long to try to get a lost connection back
 * @param gates whether gates are closed
 */
public record Settings(Duration lockWait, Duration locks, Duration runner, Duration connection, Gates gates) {
    public static final Settings DEFAULT = new Settings(
            Duration.ofMillis(500),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Gates.CLOSED);

    /** What happens before a phase that somebody must allow. */
    public enum Gates {
        /** The run stops and waits for {@code complete}. */
        CLOSED,
        /** The run goes on: being started was the permission. */
        OPEN
    }

    public Settings with(Gates other) {
        return new Settings(lockWait, locks, runner, connection, other);
    }
}
