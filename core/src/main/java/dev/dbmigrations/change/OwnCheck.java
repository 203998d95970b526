package dev.dbmigrations.change;

import java.util.Set;

/**
 * A question to the data that a migration's author asks ({@code -- db-migrations: check …}): its query must give no row, or the number
 * zero.
 *
 * @param title what it proves, in the author's words
 * @param sql the query, without terminator
 * @param moments when it is asked
 */
public record OwnCheck(String title, String sql, Set<Moment> moments) {

    /** When a check is asked. */
    public enum Moment {
        /** Before the first step. */
        BEFORE,
        /** Before the old shape goes, and behind the last step. */
        AFTER
    }

    public OwnCheck {
        moments = Set.copyOf(moments);
    }
}
