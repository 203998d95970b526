package dev.dbmigrations.dialect;

import java.util.List;

/**
 * What belongs to a table beside its columns, indexes and constraints, as statements that make it anew.
 *
 * @param prepared statements that give the second table, while it is empty, what the first one has
 * @param pieces what goes over with the name
 * @param renamed what has been prepared under another name and takes the old one's name then
 * @param obstacles what cannot be carried over, in words; empty when everything can
 * @param triggers of the user's, where they are not among the pieces, in the order in which they fire
 * @param partitioning its partitions, where those are tables themselves, with what belongs to them
 */
public record Belongings(
        List<String> prepared,
        List<Piece> pieces,
        List<Renamed> renamed,
        List<String> obstacles,
        List<Trigger> triggers,
        Partitioning partitioning) {
    public static final Belongings NONE = new Belongings(List.of(), List.of(), List.of(), List.of());

    /** Without triggers. */
    public Belongings(List<String> prepared, List<Piece> pieces, List<Renamed> renamed, List<String> obstacles) {
        this(prepared, pieces, renamed, obstacles, List.of());
    }

    /** Of a whole table. */
    public Belongings(
            List<String> prepared,
            List<Piece> pieces,
            List<Renamed> renamed,
            List<String> obstacles,
            List<Trigger> triggers) {
        this(prepared, pieces, renamed, obstacles, triggers, Partitioning.NONE);
    }

    /**
     * A trigger of the user's.
     *
     * @param name in the schema of its table
     * @param moment when it fires
     * @param body what it does, as the server prints it
     * @param definer with whose rights it runs, as SQL writes an account
     * @param settings what it was made under and is tied to, as assignments for {@code SET SESSION}
     * @param obstacles why it cannot be made again as it is, in words; empty when it can
     */
    public record Trigger(
            String name, Moment moment, String body, String definer, String settings, List<String> obstacles) {
        public Trigger {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * @param timing {@code BEFORE} or {@code AFTER}
     * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
     */
    public record Moment(String timing, String event) {
        @Override
        public String toString() {
            return timing + " " + event;
        }
    }

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
        triggers = List.copyOf(triggers);
    }

    /** How the obstacle begins that tables are for whose rows are those of others as well. */
    private static final String FAMILY = "it inherits from, or is inherited by, ";

    /** Whether the table inherits from another one, or another one from it. */
    public boolean isOfAFamily() {
        return obstacles.stream().anyMatch(obstacle -> obstacle.startsWith(FAMILY));
    }
}
