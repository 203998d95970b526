package dev.dbmigrations.execute;

import dev.dbmigrations.plan.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * How patient a run is and whether gates stop it.
 *
 * @param lockWait the longest a brief step may queue for its lock, and so the longest others queue behind it
 * @param locks how long to try again for locks, in all, before giving up
 * @param runner how long to wait for another runner to finish
 * @param connection how long to try to get a lost connection back
 * @param gates whether gates are closed
 * @param revertWindow how long the former shape is kept in step behind the last gate; zero for not at all
 * @param blockers how long a step asks for its locks before the sessions that hold them are ended; empty for never
 * @param pace how much of the server a statement of ours may take
 */
public record Settings(
        Duration lockWait,
        Duration locks,
        Duration runner,
        Duration connection,
        Gates gates,
        Duration revertWindow,
        Optional<Duration> blockers,
        Pace pace) {
    public static final Duration REVERT_WINDOW = Duration.ofHours(24);

    /** With the usual revert window: none where gates stand open, for then nobody needs the former shape. */
    public Settings(Duration lockWait, Duration locks, Duration runner, Duration connection, Gates gates) {
        this(
                lockWait,
                locks,
                runner,
                connection,
                gates,
                gates == Gates.OPEN ? Duration.ZERO : REVERT_WINDOW,
                Optional.empty(),
                Pace.STEADY);
    }

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
        return new Settings(lockWait, locks, runner, connection, other, revertWindow, blockers, pace);
    }

    public Settings withRevertWindow(Duration other) {
        return new Settings(lockWait, locks, runner, connection, gates, other, blockers, pace);
    }

    /** The same, but that whoever holds a lock for longer than that is ended. */
    public Settings endingBlockersAfter(Optional<Duration> patience) {
        return new Settings(lockWait, locks, runner, connection, gates, revertWindow, patience, pace);
    }

    /** The same at another pace. */
    public Settings at(Pace other) {
        return new Settings(lockWait, locks, runner, connection, gates, revertWindow, blockers, other);
    }
}
