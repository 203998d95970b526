package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.SecondTable.Filled;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The triggers by which each write to one table is made to another as well, in the same transaction: an insert for an
 * insert, an update by key for an update, a delete by key for a delete, so that no lock is taken that the client's own
 * statement has not taken on its table.
 *
 * <p>While the other table is not there under its name, they do nothing: triggers of both directions are made before two
 * tables exchange their names, and the exchange itself, which is atomic, lets the one sleep and the other wake. (Both
 * servers open the tables of triggers without complaint when they are not there: error 1146 is raised by the statement
 * that needs them; held by a test on MariaDB 10.11, 11.4 and MySQL 8.0.)
 *
 * @param names how names are written
 * @param from the table that clients write to, under the name it has when the trigger is made
 * @param to the one that is kept in step, under the name it has when the trigger is at work
 * @param link how its rows follow
 */
record MySqlDualWrites(Names names, Table from, Table to, Link link) {

    /**
     * @param filled what is written to the other table
     * @param fromKey by which a row is found here
     * @param toKey by which it is found there
     * @param called what is derived from the table's name for the triggers
     * @param lost where a row is noted that the other table cannot hold; empty where the client's statement fails instead
     * @param homeless given {@code NEW} or {@code OLD}, the statement that notes a row for which the other table has no partition
     */
    record Link(
            List<Filled> filled,
            List<String> fromKey,
            List<String> toKey,
            Called called,
            Optional<TableName> lost,
            Optional<UnaryOperator<String>> homeless) {}

    /**
     * @param table the name that both tables have in turn
     * @param suffix of the direction
     */
    record Called(TableName table, String suffix) {}

    /** In the order in which they may be made one by one: a trigger never meets a row that another should have taken away. */
    static final List<String> EVENTS = List.of("DELETE", "UPDATE", "INSERT");

    String name(String event) {
        return names.quote(MySqlRebuilding.trigger(
                names, link.called().table(), link.called().suffix(), event));
    }

    List<String> drop() {
        return EVENTS.stream().map(e -> "DROP TRIGGER IF EXISTS " + name(e)).toList();
    }

    /**
     * @param words between {@code TRIGGER} and the name
     */
    String create(String event, String words) {
        return "SET SESSION sql_mode = '" + MySqlRows.EXACT_MODE + "'; CREATE TRIGGER " + words + name(event)
                + " AFTER " + event + " ON " + names.quote(from.name()) + " FOR EACH ROW\nBEGIN\n" + handlers(event)
                + body(event) + "END; SET SESSION sql_mode = '" + MySqlConnections.SQL_MODE + "'";
    }

    /**
     * What the former shape cannot hold must not make a client of the new one fail: it is noted, and the way back says so. What
     * only wants to be tried again goes through to the client: lock waits and deadlocks.
     */
    private String handlers(String event) {
        String asleep = "  DECLARE EXIT HANDLER FOR 1146 BEGIN END;\n";
        if (link.lost().isEmpty()) {
            return asleep + link.homeless().map(note -> homeless(event, note)).orElse("");
        }
        return "  DECLARE db_migrations_reason text;\n" + asleep
                + "  DECLARE EXIT HANDLER FOR 1205, 1213, 3572 RESIGNAL;\n"
                + "  DECLARE EXIT HANDLER FOR SQLEXCEPTION\n  BEGIN\n"
                + "    GET DIAGNOSTICS CONDITION 1 db_migrations_reason = MESSAGE_TEXT;\n    INSERT INTO "
                + names.quote(link.lost().get()) + " (operation, row_key, reason) VALUES ('" + event + "', "
                + rowKey(event.equals("DELETE") ? "OLD" : "NEW") + ", db_migrations_reason);\n  END;\n";
    }

    private static String homeless(String event, UnaryOperator<String> note) {
        return "  DECLARE EXIT HANDLER FOR 1526 " + note.apply(event.equals("DELETE") ? "OLD" : "NEW") + ";\n";
    }

    /** The key as a client would look for it. */
    private String rowKey(String row) {
        return link.fromKey().stream()
                .map(c -> {
                    String value = row + "." + names.quote(c);
                    boolean bytes = from.needed(c).type().matches("(?i).*(binary|blob|bit).*");
                    return names.literal(c) + ", " + (bytes ? "hex(" + value + ")" : value);
                })
                .collect(Collectors.joining(", ", "CONVERT(json_object(", ") USING utf8mb4) COLLATE utf8mb4_bin"));
    }

    private String body(String event) {
        return switch (event) {
            case "INSERT" -> "  " + insert() + ";\n";
            case "DELETE" -> "  " + delete() + ";\n";
            default -> onUpdate();
        };
    }

    /** A key that changes is another row: the old one goes, then the new one comes (must-not-fail 4). */
    private String onUpdate() {
        String changed = MySqlRows.keyChanged(names, link.fromKey(), from.columns());
        String settings = link.filled().stream()
                .filter(f -> !link.toKey().contains(f.column()))
                .map(f -> names.quote(f.column()) + " = " + value(f.expression(), "NEW"))
                .collect(Collectors.joining(", "));
        String moved = "  IF " + changed + " THEN\n    " + delete() + ";\n    " + insert() + ";\n";
        return settings.isEmpty()
                ? moved + "  END IF;\n"
                : moved + "  ELSE\n    UPDATE " + names.quote(to.name()) + " SET " + settings + " WHERE " + found()
                        + ";\n" + again() + "  END IF;\n";
    }

    /** A row that could not be held has a note; now it may fit. */
    private String again() {
        return link.lost()
                .map(lost -> "    IF row_count() = 0 AND EXISTS (SELECT 1 FROM " + names.quote(lost)
                        + " WHERE row_key = " + rowKey("NEW") + ") THEN\n      " + insert() + ";\n    END IF;\n")
                .orElse("");
    }

    private String delete() {
        return "DELETE FROM " + names.quote(to.name()) + " WHERE " + found();
    }

    private String found() {
        return MySqlRows.pairs(link.toKey(), names::quote, c -> value(MySqlRows.expression(link.filled(), c), "OLD"));
    }

    private String insert() {
        String values =
                link.filled().stream().map(f -> value(f.expression(), "NEW")).collect(Collectors.joining(", "));
        return "INSERT INTO " + names.quote(to.name()) + " (" + MySqlRows.columns(names, link.filled()) + ") VALUES ("
                + values + ")";
    }

    private String value(String expression, String row) {
        List<Column> columns = from.columns();
        return MySqlRows.ofRow(names, row, columns, expression);
    }
}
