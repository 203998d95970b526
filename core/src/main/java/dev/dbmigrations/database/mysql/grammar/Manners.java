package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Clause.Manner;
import java.util.Locale;

/**
 * How a statement asks to be carried out: {@code WAIT 2}, {@code ALGORITHM=INPLACE}, {@code LOCK=NONE}.
 *
 * @param algorithm the value as written, or empty
 * @param lock the value as written, or empty
 * @param patience as written, or empty
 */
record Manners(String algorithm, String lock, String patience) {

    static final Manners NONE = new Manners("", "", "");

    /** Moves past {@code WAIT n} or {@code NOWAIT}. */
    static String patience(Cursor cursor) {
        int first = cursor.index();
        if (cursor.skip("wait")) {
            cursor.advance();
        } else if (!cursor.skip("nowait")) {
            return "";
        }
        return cursor.since(first);
    }

    Manners patient(String words) {
        return new Manners(algorithm, lock, words);
    }

    static boolean isAt(Cursor cursor) {
        return cursor.atAny("algorithm", "lock");
    }

    /** Reads {@code ALGORITHM [=] x} or {@code LOCK [=] x}. */
    Manners and(Cursor cursor) {
        boolean isLock = cursor.at("lock");
        cursor.advance();
        cursor.skip("=");
        String value = cursor.take();
        return isLock ? new Manners(algorithm, value, patience) : new Manners(value, lock, patience);
    }

    private boolean isUnsaid() {
        return algorithm.isEmpty() && lock.isEmpty() && patience.isEmpty();
    }

    /**
     * A clause that does a change alone.
     *
     * @param head the statement up to where {@code WAIT} goes
     * @param action what follows it; may be empty
     * @param comma what separates the action from {@code ALGORITHM} and {@code LOCK}
     */
    Clause clause(Change change, String head, String action, String comma) {
        String bare = action.isEmpty() ? head : head + " " + action;
        if (isUnsaid()) {
            return new Clause(change, bare);
        }
        String sql = head
                + (patience.isEmpty() ? "" : " " + patience)
                + (action.isEmpty() ? "" : " " + action)
                + (algorithm.isEmpty() ? "" : comma + " ALGORITHM=" + algorithm)
                + (lock.isEmpty() ? "" : comma + " LOCK=" + lock);
        return new Clause(change, sql, manner(bare));
    }

    Manner manner(String bare) {
        return new Manner(lower(algorithm), lower(lock), lower(patience), bare);
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
