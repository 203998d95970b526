package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Rebuilding.Deed;
import dev.dbmigrations.dialect.Rebuilding.Replay;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The notes of which rows have changed while a table is copied, and how a second table catches up with them.
 *
 * <p>A note is nothing but a key under a number of its own: an insert that conflicts with nobody, so that no client waits
 * for us or fails. Exactly those numbers are struck out that have been brought over: one that commits late is seen late
 * (must-not-fail 6). The rows are read as they are now, without locks (READ COMMITTED); a unique value that has wandered
 * takes the place of the row that had it, which has a note as well and comes back by that (must-not-fail 8).
 */
record MySqlNotes(MySqlRows rows) {
    private static final int COUNTED = 20_001;
    private static final String ID = "db_migrations_id";
    private static final String KEY = "db_migrations_";
    private static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");

    private Names names() {
        return rows.names();
    }

    private SecondTable table() {
        return rows.table();
    }

    private List<String> key() {
        return table().rows().key().before();
    }

    private String log() {
        return names().quote(table().log(names()));
    }

    private String keys() {
        return names().quote(table().keys(names()));
    }

    /** A list with one item for each column of the key, which is given with the name it has in a note. */
    private String each(java.util.function.BinaryOperator<String> item) {
        return IntStream.range(0, key().size())
                .mapToObj(i -> item.apply(names().quote(key().get(i)), KEY + (i + 1)))
                .collect(Collectors.joining(", "));
    }

    List<Deed> create() {
        String log = "CREATE TABLE " + log() + " (" + ID
                + " bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE = InnoDB AS SELECT "
                + each((column, noted) -> column + " AS " + noted) + " FROM "
                + names().quote(table().name()) + " WHERE false";
        return List.of(
                new Deed(
                        "make " + table().log(names()) + " for notes of which rows change",
                        Impact.NONE,
                        List.of(log),
                        List.of("DROP TABLE IF EXISTS " + log())),
                new Deed(
                        "make " + table().keys(names()) + " for the notes at hand",
                        Impact.NONE,
                        List.of("CREATE TABLE " + keys() + " LIKE " + log()),
                        List.of("DROP TABLE IF EXISTS " + keys())),
                noting("INSERT", note("NEW")),
                noting("UPDATE", noteOfUpdate()),
                noting("DELETE", note("OLD")));
    }

    /**
     * @param row {@code NEW} or {@code OLD}
     */
    String note(String row) {
        return "INSERT INTO " + log() + " (" + each((column, noted) -> noted) + ") VALUES ("
                + each((column, noted) -> row + "." + column) + ")";
    }

    private String noteOfUpdate() {
        String changed = MySqlRows.keyChanged(names(), key(), table().before().columns());
        return "BEGIN\n  " + note("OLD") + ";\n  IF " + changed + " THEN\n    " + note("NEW") + ";\n  END IF;\nEND";
    }

    private Deed noting(String event, String body) {
        return new Deed(
                "note every " + event.toLowerCase(java.util.Locale.ROOT) + " on " + table().name(),
                MySqlRebuilding.everybodyWaits(table().name()),
                List.of("CREATE TRIGGER " + trigger(event) + " AFTER " + event + " ON " + names().quote(table().name())
                        + " FOR EACH ROW\n" + body),
                List.of("DROP TRIGGER IF EXISTS " + trigger(event)));
    }

    private String trigger(String event) {
        return names().quote(MySqlRebuilding.trigger(names(), table().name(), "note", event));
    }

    /** The triggers only: what they have noted may still have to be brought over. */
    List<String> stop() {
        return EVENTS.stream().map(e -> "DROP TRIGGER IF EXISTS " + trigger(e)).toList();
    }

    /** A query for whether there are notes. */
    String left() {
        return "SELECT count(*) FROM (SELECT 1 FROM " + log() + " LIMIT 1) AS noted";
    }

    Deed drop() {
        return new Deed(
                "drop the notes of " + table().name(),
                Impact.NONE,
                List.of("DROP TABLE IF EXISTS " + log() + ", " + keys()),
                List.of());
    }

    /** Every table under its own name and once in a statement, as LOCK TABLES demands it. */
    List<TableName> locked() {
        return List.of(table().name(), table().second(names()), table().log(names()), table().keys(names()));
    }

    /**
     * Each statement may be the last of a broken attempt: the notes are struck out behind what they have led to, and the next
     * attempt begins with all that are left.
     */
    Replay replay() {
        return new Replay(
                "SELECT count(*) FROM (SELECT 1 FROM " + log() + " LIMIT " + COUNTED + ") AS noted",
                List.of(),
                bringingOver(""),
                bringingOver(" ORDER BY " + ID + " LIMIT " + Replay.PART));
    }

    /**
     * @param which those of the notes that are brought over
     */
    private List<String> bringingOver(String which) {
        return List.of(
                "DELETE FROM " + keys(),
                "INSERT INTO " + keys() + " SELECT " + ID + ", " + each((column, noted) -> noted) + " FROM " + log()
                        + which,
                removal(),
                rows.filling("REPLACE") + "(SELECT DISTINCT " + each((column, noted) -> noted) + " FROM " + keys()
                        + ") AS db_migrations_noted STRAIGHT_JOIN " + names().quote(table().name()) + " ON " + found(),
                "DELETE FROM " + log() + " USING " + keys() + " STRAIGHT_JOIN " + log() + " ON " + log() + "." + ID
                        + " = " + keys() + "." + ID,
                "DELETE FROM " + keys());
    }

    private String found() {
        String alias = names().quote(table().name().name());
        return IntStream.range(0, key().size())
                .mapToObj(i -> alias + "." + names().quote(key().get(i)) + " = db_migrations_noted." + KEY + (i + 1))
                .collect(Collectors.joining(" AND "));
    }

    /** The rows of the second table under the noted keys, as they follow from the first one's. */
    private String removal() {
        String second = names().quote(table().second(names()));
        List<String> after = table().rows().key().after();
        String gone = IntStream.range(0, after.size())
                .mapToObj(i -> MySqlRows.expression(table().rows().forth(), after.get(i)) + " AS " + KEY + (i + 1))
                .collect(Collectors.joining(", "));
        UnaryOperator<String> there = c -> second + "." + names().quote(c);
        return "DELETE FROM " + second + " USING (SELECT DISTINCT " + gone + " FROM (SELECT "
                + each((column, noted) -> noted + " AS " + column) + " FROM " + keys() + ") AS "
                + names().quote(table().name().name()) + ") AS db_migrations_gone STRAIGHT_JOIN " + second + " ON "
                + MySqlRows.pairs(after, there, c -> "db_migrations_gone." + KEY + (after.indexOf(c) + 1));
    }
}
