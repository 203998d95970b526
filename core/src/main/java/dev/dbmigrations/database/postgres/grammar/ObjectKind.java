package dev.dbmigrations.database.postgres.grammar;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kind of database object that CREATE, ALTER and DROP know, tables and indexes apart.
 *
 * @param words as SQL calls it, lower case
 * @param naming how a statement says which one is meant
 */
record ObjectKind(String words, Naming naming) {

    /** How a statement says which object is meant. */
    enum Naming {
        /** By a name of its own. */
        NAME,
        /** By a name and the types of its arguments. */
        SIGNATURE,
        /** By a name within a table. */
        WITHIN_TABLE,
        /** In some other way. */
        OTHER
    }

    /** The longer before those they begin with. */
    private static final List<ObjectKind> ALL = List.of(
            named("materialized view"),
            named("view"),
            named("sequence"),
            named("type"),
            named("domain"),
            named("extension"),
            named("schema"),
            named("collation"),
            named("conversion"),
            named("statistics"),
            named("publication"),
            named("subscription"),
            named("role"),
            new ObjectKind("user mapping", Naming.OTHER),
            named("user"),
            named("group"),
            named("server"),
            named("foreign table"),
            named("foreign data wrapper"),
            named("event trigger"),
            named("language"),
            named("access method"),
            named("tablespace"),
            named("database"),
            named("text search configuration"),
            named("text search dictionary"),
            named("text search parser"),
            named("text search template"),
            named("index"),
            named("table"),
            new ObjectKind("function", Naming.SIGNATURE),
            new ObjectKind("procedure", Naming.SIGNATURE),
            new ObjectKind("routine", Naming.SIGNATURE),
            new ObjectKind("aggregate", Naming.SIGNATURE),
            new ObjectKind("trigger", Naming.WITHIN_TABLE),
            new ObjectKind("policy", Naming.WITHIN_TABLE),
            new ObjectKind("rule", Naming.WITHIN_TABLE),
            new ObjectKind("cast", Naming.OTHER),
            new ObjectKind("operator class", Naming.OTHER),
            new ObjectKind("operator family", Naming.OTHER),
            new ObjectKind("operator", Naming.OTHER),
            new ObjectKind("transform", Naming.OTHER),
            new ObjectKind("large object", Naming.OTHER),
            new ObjectKind("owned", Naming.OTHER),
            new ObjectKind("default privileges", Naming.OTHER),
            new ObjectKind("system", Naming.OTHER));

    private static ObjectKind named(String words) {
        return new ObjectKind(words, Naming.NAME);
    }

    /** Moves past the words of the kind; null if none stands here. */
    static @Nullable ObjectKind skip(Cursor cursor) {
        cursor.skip("procedural");
        for (ObjectKind kind : ALL) {
            if (cursor.skip(kind.words)) {
                return kind;
            }
        }
        return null;
    }

    /** Whether it is kept where tables are, and locked like one. */
    boolean isRelation() {
        return words.endsWith("view") || words.endsWith("table");
    }

    String keywords() {
        return words.toUpperCase(Locale.ROOT);
    }
}
