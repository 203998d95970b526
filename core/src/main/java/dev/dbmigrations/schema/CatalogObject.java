package dev.dbmigrations.schema;

import java.util.Comparator;

/**
 * Something that users have made in a database, as its catalog tells it.
 *
 * @param kind in the words of SQL, lower case: {@code table}, {@code column}, {@code not null}, {@code grant} …
 * @param name in full, as the server writes it; unique among its kind
 * @param owner the key of what it belongs to, and with which it comes and goes; empty where it stands alone
 * @param definition what it is: two of the same key are the same when their definitions are
 * @param sql how it comes and goes
 */
public record CatalogObject(String kind, String name, String owner, String definition, Sql sql)
        implements Comparable<CatalogObject> {
    private static final Comparator<CatalogObject> BY_KEY =
            Comparator.comparing(CatalogObject::kind).thenComparing(CatalogObject::name);

    /** Between two statements of one text: a character that no statement has. */
    public static final String SEPARATOR = "\u001e";

    /**
     * Statements without terminator, several of them parted by {@link #SEPARATOR}; empty where the catalog does not tell
     * enough to write one.
     *
     * @param make makes it where it is not; empty also where it is made with its owner
     * @param change turns another one of its name into it
     * @param drop takes it away
     */
    public record Sql(String make, String change, String drop) {}

    /** What tells it from every other. */
    public String key() {
        return kind + " " + name;
    }

    @Override
    public int compareTo(CatalogObject other) {
        return BY_KEY.compare(this, other);
    }
}
