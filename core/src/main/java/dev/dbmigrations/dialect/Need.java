package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;

/**
 * Something that a pending plan does, and for which the account needs a right.
 *
 * @param deed what is done
 * @param object to which table; for an extension its name
 */
public record Need(Deed deed, TableName object) implements Comparable<Need> {

    /** What a statement does. */
    public enum Deed {
        CREATE_TABLE,
        ALTER,
        DROP,
        INDEX,
        TRIGGER,
        REFERENCE,
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        LOCK,
        MAINTAIN,
        CREATE_VIEW,
        CREATE_ROUTINE,
        CREATE_EXTENSION
    }

    @Override
    public int compareTo(Need other) {
        int byDeed = deed.compareTo(other.deed);
        return byDeed != 0 ? byDeed : object.compareTo(other.object);
    }
}
