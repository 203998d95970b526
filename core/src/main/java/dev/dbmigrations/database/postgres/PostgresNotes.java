package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Rebuilding.Replay;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The notes of which rows have changed while a table is copied, and how a second table catches up with them.
 *
 * <p>A note is nothing but a key: an insert that conflicts with nobody, so that no client waits for us or fails. Notes are
 * taken up by the snapshot that sees them, never by number: one that commits late is seen late (must-not-fail 6). The rows
 * are read from the first table by the same snapshot, so the second one is an exact image of that instant, and a unique
 * value that has wandered from row to row is never met twice (must-not-fail 8).
 */
final class PostgresNotes {
    private static final int COUNTED = 20_001;
    private final PostgresNames names;

    /** Names the partition whose rows have all gone, in the notes of a partitioned table. */
    private static final String PART = "db_migrations_part";

    PostgresNotes(PostgresNames names) {
        this.names = names;
    }

    List<String> create(SecondTable table) {
        String columns = names.list(table.rows().key().before());
        String part = table.isPartitioned() ? ", NULL::text AS " + PART : "";
        String from = " AS SELECT " + columns + part + " FROM " + names.quote(table.name()) + " WITH NO DATA";
        String log = names.quote(table.log(names));
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE " + log + from);
        sql.add("CREATE UNLOGGED TABLE " + names.quote(table.keys(names)) + from);
        sql.add(noteFunction(table, "note_new", "INSERT INTO " + log + " VALUES (" + keyOf("NEW", table) + ");"));
        sql.add(noteFunction(table, "note_old", "INSERT INTO " + log + " VALUES (" + keyOf("OLD", table) + ");"));
        String nulls = table.rows().key().before().stream().map(c -> "NULL").collect(Collectors.joining(", "))
                + (table.isPartitioned() ? ", TG_ARGV[0]" : "");
        sql.add(noteFunction(table, "note_all", "INSERT INTO " + log + " VALUES (" + nulls + ");"));
        String changed =
                PostgresDualWrites.keyChanged(table.before(), table.rows().key().before(), names);
        sql.addAll(trigger(table, "note_i", "INSERT OR UPDATE", "FOR EACH ROW", "note_new"));
        sql.addAll(trigger(table, "note_k", "UPDATE", "FOR EACH ROW WHEN (" + changed + ")", "note_old"));
        sql.addAll(trigger(table, "note_d", "DELETE", "FOR EACH ROW", "note_old"));
        if (table.isPartitioned()) {
            table.wholeAndParts().forEach(p -> sql.addAll(truncation(table, p)));
        } else {
            sql.addAll(trigger(table, "note_t", "TRUNCATE", "FOR EACH STATEMENT", "note_all"));
        }
        return sql;
    }

    /** No partition has a trigger of the whole that is called once for a statement. */
    private List<String> truncation(SecondTable table, SecondTable.Part part) {
        return trigger(
                part.name(),
                name(table, "note_t"),
                "TRUNCATE",
                "FOR EACH STATEMENT",
                names.quote(table.name().named(name(table, "note_all")))
                        + "("
                        + names.literal(names.quote(part.second(names)))
                        + ")");
    }

    /** A trigger that has been there as long as notes have been taken. */
    String sentinel(SecondTable table) {
        return name(table, "note_i");
    }

    private String keyOf(String row, SecondTable table) {
        return table.rows().key().before().stream()
                .map(c -> row + "." + names.quote(c))
                .collect(Collectors.joining(", "));
    }

    private String name(SecondTable table, String suffix) {
        return names.derived(table.name().name(), suffix);
    }

    /** Who writes to the table need not have rights on the notes. Every name in the body is qualified, and it has no operators. */
    private String noteFunction(SecondTable table, String suffix, String body) {
        return "CREATE FUNCTION " + names.quote(table.name().named(name(table, suffix)))
                + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $db_migrations$\nBEGIN\n  " + body
                + "\n  RETURN NULL;\nEND\n$db_migrations$";
    }

    /** ALWAYS: rows that logical replication applies are noted too (must-not-fail 28). */
    private List<String> trigger(SecondTable table, String suffix, String events, String each, String function) {
        String call = names.quote(table.name().named(name(table, function))) + "()";
        return trigger(table.name(), name(table, suffix), events, each, call);
    }

    private List<String> trigger(TableName table, String name, String events, String each, String call) {
        String on = names.quote(table);
        String trigger = names.quote(name);
        return List.of(
                "CREATE TRIGGER " + trigger + " AFTER " + events + " ON " + on + " " + each + " EXECUTE FUNCTION "
                        + call,
                "ALTER TABLE " + on + " ENABLE ALWAYS TRIGGER " + trigger);
    }

    /** Triggers first, then what they call (must-not-fail 24). */
    List<String> drop(SecondTable table) {
        List<String> sql = new ArrayList<>();
        for (String trigger : List.of("note_i", "note_k", "note_d", "note_t")) {
            sql.add("DROP TRIGGER IF EXISTS " + names.quote(name(table, trigger)) + " ON " + names.quote(table.name()));
        }
        table.parts()
                .forEach(p -> sql.add("DROP TRIGGER IF EXISTS " + names.quote(name(table, "note_t")) + " ON "
                        + names.quote(p.name())));
        for (String function : List.of("note_new", "note_old", "note_all")) {
            sql.add("DROP FUNCTION IF EXISTS " + names.quote(table.name().named(name(table, function))) + "()");
        }
        sql.add("DROP TABLE IF EXISTS " + names.quote(table.log(names)) + ", " + names.quote(table.keys(names)));
        return sql;
    }

    /**
     * @param first statements before all others
     */
    Replay replay(SecondTable table, List<String> first) {
        String log = names.quote(table.log(names));
        return new Replay(
                "SELECT count(*) FROM (SELECT FROM " + log + " LIMIT " + COUNTED + ") noted",
                List.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"),
                Stream.concat(first.stream(), statements(table).stream()).toList(),
                List.of());
    }

    private List<String> statements(SecondTable table) {
        TableName second = table.second(names);
        String keys = names.quote(table.keys(names));
        String columns = names.list(table.rows().key().before());
        String first = table.rows().key().before().stream()
                .map(names::quote)
                .findFirst()
                .orElseThrow();
        PostgresRows rows = new PostgresRows(names, table);
        String found =
                PostgresRows.pairs(table.rows().key().after(), c -> "n." + names.quote(c), c -> "g." + names.quote(c));
        String noted = columns + (table.isPartitioned() ? ", " + PART : "");
        String emptied = table.isPartitioned()
                ? partsEmptied(keys)
                : "DELETE FROM " + names.quote(second) + " WHERE EXISTS (SELECT FROM " + keys + " WHERE " + first
                        + " IS NULL)";
        return List.of(
                PostgresRows.EVERY_ROW,
                "WITH gone AS (DELETE FROM " + names.quote(table.log(names)) + " RETURNING " + noted + ") INSERT INTO "
                        + keys + " SELECT DISTINCT " + noted + " FROM gone",
                "ANALYZE " + keys,
                emptied,
                "DELETE FROM " + names.quote(second) + " n USING (SELECT " + rows.secondKey() + " FROM " + keys + " AS "
                        + names.quote(table.name().name()) + ") g WHERE " + found,
                rows.insert() + " WHERE (" + columns + ") IN (SELECT " + columns + " FROM " + keys + ")",
                "DELETE FROM " + keys);
    }

    private static String partsEmptied(String keys) {
        return "DO $db_migrations$ DECLARE part text; BEGIN FOR part IN SELECT DISTINCT " + PART + " FROM " + keys
                + " WHERE " + PART + " IS NOT NULL LOOP EXECUTE 'DELETE FROM ' || part; END LOOP; END $db_migrations$";
    }
}
