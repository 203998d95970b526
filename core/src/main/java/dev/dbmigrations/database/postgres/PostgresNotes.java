package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Rebuilding.Replay;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

    PostgresNotes(PostgresNames names) {
        this.names = names;
    }

    List<String> create(SecondTable table) {
        String columns = names.list(table.rows().key().before());
        String from = " AS SELECT " + columns + " FROM " + names.quote(table.name()) + " WITH NO DATA";
        String log = names.quote(table.log(names));
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE " + log + from);
        sql.add("CREATE UNLOGGED TABLE " + names.quote(table.keys(names)) + from);
        sql.add(noteFunction(table, "note_new", "INSERT INTO " + log + " VALUES (" + keyOf("NEW", table) + ");"));
        sql.add(noteFunction(table, "note_old", "INSERT INTO " + log + " VALUES (" + keyOf("OLD", table) + ");"));
        String nulls = table.rows().key().before().stream().map(c -> "NULL").collect(Collectors.joining(", "));
        sql.add(noteFunction(table, "note_all", "INSERT INTO " + log + " VALUES (" + nulls + ");"));
        String changed =
                PostgresDualWrites.keyChanged(table.before(), table.rows().key().before(), names);
        sql.addAll(trigger(table, "note_i", "INSERT OR UPDATE", "FOR EACH ROW", "note_new"));
        sql.addAll(trigger(table, "note_k", "UPDATE", "FOR EACH ROW WHEN (" + changed + ")", "note_old"));
        sql.addAll(trigger(table, "note_d", "DELETE", "FOR EACH ROW", "note_old"));
        sql.addAll(trigger(table, "note_t", "TRUNCATE", "FOR EACH STATEMENT", "note_all"));
        return sql;
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
        String on = names.quote(table.name());
        String trigger = names.quote(name(table, suffix));
        return List.of(
                "CREATE TRIGGER " + trigger + " AFTER " + events + " ON " + on + " " + each + " EXECUTE FUNCTION "
                        + names.quote(table.name().named(name(table, function))) + "()",
                "ALTER TABLE " + on + " ENABLE ALWAYS TRIGGER " + trigger);
    }

    /** Triggers first, then what they call (must-not-fail 24). */
    List<String> drop(SecondTable table) {
        List<String> sql = new ArrayList<>();
        for (String trigger : List.of("note_i", "note_k", "note_d", "note_t")) {
            sql.add("DROP TRIGGER IF EXISTS " + names.quote(name(table, trigger)) + " ON " + names.quote(table.name()));
        }
        for (String function : List.of("note_new", "note_old", "note_all")) {
            sql.add("DROP FUNCTION IF EXISTS " + names.quote(table.name().named(name(table, function))) + "()");
        }
        sql.add("DROP TABLE IF EXISTS " + names.quote(table.log(names)) + ", " + names.quote(table.keys(names)));
        return sql;
    }

    Replay replay(SecondTable table) {
        String log = names.quote(table.log(names));
        return new Replay(
                "SELECT count(*) FROM (SELECT FROM " + log + " LIMIT " + COUNTED + ") noted",
                List.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"),
                statements(table),
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
        return List.of(
                PostgresRows.EVERY_ROW,
                "WITH gone AS (DELETE FROM " + names.quote(table.log(names)) + " RETURNING " + columns
                        + ") INSERT INTO " + keys + " SELECT DISTINCT " + columns + " FROM gone",
                "ANALYZE " + keys,
                "DELETE FROM " + names.quote(second) + " WHERE EXISTS (SELECT FROM " + keys + " WHERE " + first
                        + " IS NULL)",
                "DELETE FROM " + names.quote(second) + " n USING (SELECT " + rows.secondKey() + " FROM " + keys + " AS "
                        + names.quote(table.name().name()) + ") g WHERE " + found,
                rows.insert() + " WHERE (" + columns + ") IN (SELECT " + columns + " FROM " + keys + ")",
                "DELETE FROM " + keys);
    }
}
