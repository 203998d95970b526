package dev.dbmigrations.change;

/**
 * One change of a statement, with the SQL that performs it alone.
 *
 * <p>{@code ALTER TABLE t ADD a int, DROP b} has two clauses; the SQL of the second is {@code ALTER TABLE t DROP b}.
 *
 * @param change what is asked for
 * @param sql a statement of its own, without terminator
 * @param asked how the statement asks for it to be done, where a kind of SQL lets it
 */
public record Clause(Change change, String sql, Manner asked) {

    public Clause(Change change, String sql) {
        this(change, sql, Manner.LEFT_TO_THE_SERVER);
    }

    /**
     * How a statement asks for its changes to be done. It is part of the clause's SQL.
     *
     * @param algorithm in lower case, for example {@code instant}; empty when the server is to choose
     * @param lock in lower case, for example {@code none}; empty when the server is to choose
     * @param patience how long it is to wait for its lock, in lower case, for example {@code wait 2} or {@code nowait}; empty when the
     *     session decides
     * @param bareSql the clause's SQL without all that; empty when nothing is asked
     */
    public record Manner(String algorithm, String lock, String patience, String bareSql) {
        public static final Manner LEFT_TO_THE_SERVER = new Manner("", "", "", "");
    }

    /** The SQL without what it asks about algorithm, lock and patience. */
    public String bareSql() {
        return asked.bareSql().isEmpty() ? sql : asked.bareSql();
    }
}
