package dev.dbmigrations.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table as the catalog shows it.
 *
 * @param name as stored
 * @param type the type with its modifiers as the server prints it, for example {@code character varying(50)}
 * @param nullable whether NULL is allowed
 * @param defaultSql the default expression as the server prints it
 * @param generation how values come about when nobody gives them
 * @param extras what travels with the column when it is replaced by another
 */
public record Column(
        String name,
        String type,
        boolean nullable,
        @Nullable String defaultSql,
        Generation generation,
        Extras extras) {

    /** How a column gets its value when a statement gives none. */
    public enum Generation {
        /** The default, or NULL. */
        PLAIN,
        IDENTITY_BY_DEFAULT,
        IDENTITY_ALWAYS,
        /** A default drawn from a sequence that the column owns (serial). */
        OWNED_SEQUENCE,
        COMPUTED_STORED,
        COMPUTED_VIRTUAL
    }

    /**
     * The attributes that no statement about types mentions and that still must survive a replacement.
     *
     * @param comment the column's comment
     * @param collation a collation other than the type's own
     * @param sequence the sequence owned by the column (serial and identity)
     * @param volatileDefault whether the default gives another value on each row
     * @param statistics the statistics target, where one was set
     * @param privileges column privileges, ready to be granted again
     * @param definition everything behind the name as the server prints it, where a change of the column must repeat it all
     * @param options storage options as the catalog prints them, for example {@code n_distinct=100}
     */
    public record Extras(
            @Nullable String comment,
            @Nullable String collation,
            @Nullable TableName sequence,
            boolean volatileDefault,
            @Nullable Integer statistics,
            List<Privilege> privileges,
            @Nullable String definition,
            @Nullable String options) {

        public static final Extras NONE = new Extras(null, null, null, false, null, List.of());

        /** Without options. */
        public Extras(
                @Nullable String comment,
                @Nullable String collation,
                @Nullable TableName sequence,
                boolean volatileDefault,
                @Nullable Integer statistics,
                List<Privilege> privileges,
                @Nullable String definition) {
            this(comment, collation, sequence, volatileDefault, statistics, privileges, definition, null);
        }

        /** Where the definition follows from the rest. */
        public Extras(
                @Nullable String comment,
                @Nullable String collation,
                @Nullable TableName sequence,
                boolean volatileDefault,
                @Nullable Integer statistics,
                List<Privilege> privileges) {
            this(comment, collation, sequence, volatileDefault, statistics, privileges, null);
        }

        /** The same when the column's definition is no longer what the server printed. */
        Extras redefined() {
            return definition == null
                    ? this
                    : new Extras(comment, collation, sequence, volatileDefault, statistics, privileges, null, options);
        }

        public Extras {
            privileges = List.copyOf(privileges);
        }
    }

    public static Column plain(String name, String type, boolean nullable) {
        return new Column(name, type, nullable, null, Generation.PLAIN, Extras.NONE);
    }

    public Column named(String newName) {
        return new Column(newName, type, nullable, defaultSql, generation, extras);
    }

    public Column ofType(String newType) {
        return new Column(name, newType, nullable, defaultSql, generation, extras.redefined());
    }

    public Column withNullable(boolean mayBeNull) {
        return new Column(name, type, mayBeNull, defaultSql, generation, extras.redefined());
    }

    public Column withDefault(@Nullable String expression) {
        return new Column(name, type, nullable, expression, generation, extras.redefined());
    }

    public boolean isIdentity() {
        return generation == Generation.IDENTITY_ALWAYS || generation == Generation.IDENTITY_BY_DEFAULT;
    }

    public boolean isComputed() {
        return generation == Generation.COMPUTED_STORED || generation == Generation.COMPUTED_VIRTUAL;
    }
}
