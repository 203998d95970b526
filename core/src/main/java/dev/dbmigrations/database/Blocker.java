package dev.dbmigrations.database;

import java.time.Duration;

/**
 * A session that others wait for.
 *
 * @param sessionId the server's number for it
 * @param user who
 * @param application what it calls itself
 * @param state for example {@code idle in transaction}
 * @param since how long it has been in its transaction
 * @param query its latest statement, shortened
 */
public record Blocker(long sessionId, String user, String application, String state, Duration since, String query) {}
