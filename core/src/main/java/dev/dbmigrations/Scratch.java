package dev.dbmigrations;

import dev.dbmigrations.database.Login;
import java.time.Duration;

/**
 * A database that may be made and spoilt at will, on which migrations are tried: empty, of the same kind as the one that is meant, and
 * called the same. It is the caller's to make and to remove.
 *
 * @param login where it is
 * @param limit how long all that is tried on it may take together
 */
public record Scratch(Login login, Duration limit) {
    /** The limit where nobody says otherwise. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(5);
}
