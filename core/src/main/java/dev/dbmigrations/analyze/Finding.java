package dev.dbmigrations.analyze;

import dev.dbmigrations.schema.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A danger found in a statement.
 *
 * @param rule the id of the rule that found it
 * @param severity how much it matters
 * @param place where
 * @param message what is wrong
 * @param waivedBecause the author's reason for accepting it, or null when nobody did
 */
public record Finding(
        String rule,
        Severity severity,
        Place place,
        Message message,
        @Nullable String waivedBecause) {

    /**
     * @param table about which table, or null when about none
     * @param harm what happens, with the facts of this database; continues a sentence that begins with the SQL
     * @param instead what to do instead, in one line
     */
    public record Message(@Nullable TableName table, String harm, String instead) {}

    /** The same finding with another weight. */
    public Finding as(Severity other) {
        return new Finding(rule, other, place, message, waivedBecause);
    }

    /** The same finding, with more to say about what happens. */
    public Finding noting(String more) {
        Message told = new Message(message.table, message.harm + " (" + more + ")", message.instead);
        return new Finding(rule, severity, place, told, waivedBecause);
    }

    public Finding waived(String because) {
        return new Finding(rule, severity, place, message, because);
    }

    /** Whether it counts: nobody has accepted it. */
    public boolean isActive() {
        return waivedBecause == null;
    }

    public boolean isAtLeast(Severity bound) {
        return severity.compareTo(bound) >= 0;
    }
}
