package dev.dbmigrations.dialect;

import java.util.List;

/**
 * What belongs to a table beside its columns, indexes and constraints, as statements that make it anew.
 *
 * @param prepared statements that give the second table, while it is empty, what the first one has
 * @param pieces what goes over with the name
 * @param renamed what has been prepared under another name and takes the old one's name then
 * @param obstacles what cannot be carried over, in words; empty when everything can
 */
public record Belongings(List<String> prepared, List<Piece> pieces, List<Renamed> renamed, List<String> obstacles) {
    public static final Belongings NONE = new Belongings(List.of(), List.of(), List.of(), List.of());

    /**
     * Something that the bearer of the table's name has.
     *
     * @param make gives it to whoever bears the name
     * @param drop takes it from whoever bears the name; empty where it may stay
     */
    public record Piece(String make, String drop) {}

    /**
     * Something that lives in a schema under a name of its own.
     *
     * @param kind in the words of SQL, for example {@code STATISTICS}
     * @param schema where it lives
     * @param name what it is called there; what is prepared has this name with {@code new} derived from it
     */
    public record Renamed(String kind, String schema, String name) {}

    public Belongings {
        prepared = List.copyOf(prepared);
        pieces = List.copyOf(pieces);
        renamed = List.copyOf(renamed);
        obstacles = List.copyOf(obstacles);
    }
}
