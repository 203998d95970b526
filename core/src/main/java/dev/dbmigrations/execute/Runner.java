package dev.dbmigrations.execute;

import java.time.Duration;
import java.time.Instant;

/**
 * A runner as its row shows it.
 *
 * @param who the process
 * @param since when it began
 * @param seen when it last gave a sign of life, by the server's clock
 * @param silentFor how long ago that is
 * @param session the server's number for the connection that holds its lock
 */
public record Runner(Self who, Instant since, Instant seen, Duration silentFor, long session) {

    /** {@code db-migrations up, pid 4711 of deploy on build-7, since …, last seen 2 s ago}. */
    public String text() {
        return "%s, pid %d of %s on %s, since %s, last seen %d s ago (database session %d)"
                .formatted(
                        who.application(),
                        who.pid(),
                        who.account(),
                        who.host(),
                        since,
                        Math.max(0, silentFor.toSeconds()),
                        session);
    }
}
