package dev.dbmigrations.dialect;

import java.util.Optional;

/**
 * A question to a server whose answer must be "no rows": each row is something to mend.
 *
 * @param topic what it is about
 * @param code of what is found
 * @param weight how bad a row is
 * @param title what is looked at, in a few words
 * @param meaning what a row would mean
 * @param sql gives three texts a row: what is so, why it matters, and what to run or do
 * @param source a table and its column without which there is nothing to ask; empty where it is always asked
 */
public record Inquiry(
        Topic topic, String code, Weight weight, String title, String meaning, String sql, Optional<Source> source) {

    /** How bad it is. */
    public enum Weight {
        /** A run would surely fail, or hurt. */
        ERROR,
        WARNING
    }

    /** One that is always asked. */
    public Inquiry(Topic topic, String code, Weight weight, String title, String meaning, String sql) {
        this(topic, code, weight, title, meaning, sql, Optional.empty());
    }

    /**
     * @param table its bare name
     * @param column its name, whatever its case
     */
    public record Source(String table, String column) {}

    /** The same, asked only where there is such a table with such a column. */
    public Inquiry where(String table, String column) {
        return new Inquiry(topic, code, weight, title, meaning, sql, Optional.of(new Source(table, column)));
    }
}
