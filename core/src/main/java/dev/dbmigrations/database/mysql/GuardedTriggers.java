package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Belongings.Trigger;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The user's triggers on one table of a pair, which act while clients write to that table, and do nothing while we do.
 *
 * <p>Before all of them comes a guard of ours, on each event: it looks for a name that no table has while clients write to
 * this one. So {@code RENAME TABLE} lets the triggers of one table sleep and those of the other wake in the same instant.
 * The guard answers anew for each row, so nothing is believed that a broken statement has left in its session; and only the
 * guard, which has our rights, looks at a table of ours.
 *
 * @param names how names are written
 * @param table the pair
 * @param on the one that has them, under the name it has when they are made
 * @param absent the name that no table has while clients write to that one
 * @param side in a word
 */
record GuardedTriggers(Names names, SecondTable table, TableName on, TableName absent, String side) {

    /** On the table that is there first. */
    static GuardedTriggers first(Names names, SecondTable table) {
        return new GuardedTriggers(names, table, table.name(), table.former(names), "first");
    }

    /** On the one that takes its place, made while it has not got its name yet. */
    static GuardedTriggers second(Names names, SecondTable table) {
        return new GuardedTriggers(names, table, table.second(names), table.second(names), "second");
    }

    List<String> events() {
        return table.belongings().triggers().stream()
                .map(t -> t.moment().event())
                .distinct()
                .toList();
    }

    TableName guard(String event) {
        return MySqlRebuilding.trigger(names, table.name(), side, event);
    }

    /**
     * @param words between {@code CREATE} and {@code TRIGGER}
     */
    String guarding(String event, String words) {
        String first = table.belongings().triggers().stream()
                .filter(t -> on.equals(table.name()))
                .filter(t ->
                        t.moment().event().equals(event) && t.moment().timing().equals("BEFORE"))
                .findFirst()
                .map(t -> " PRECEDES " + names.quote(t.name()))
                .orElse("");
        return "CREATE " + words + "TRIGGER " + names.quote(guard(event)) + " BEFORE " + event + " ON "
                + names.quote(on) + " FOR EACH ROW" + first + "\nBEGIN\n  DECLARE db_migrations_found int;\n"
                + "  DECLARE EXIT HANDLER FOR 1146 SET " + awake() + " = true;\n  SET " + awake() + " = false;\n"
                + "  SELECT count(*) INTO db_migrations_found FROM (SELECT 1 FROM " + names.quote(absent)
                + " LIMIT 0) AS db_migrations_none;\nEND";
    }

    /** Of a session, and of this table alone. */
    private String awake() {
        CRC32 crc = new CRC32();
        crc.update(table.name().toString().getBytes(StandardCharsets.UTF_8));
        return "@db_migrations_" + side + "_" + Long.toHexString(crc.getValue());
    }

    /** How the body of each begins. */
    String head() {
        return "IF " + awake() + " THEN\n";
    }

    /** The end of the line ends a comment. */
    String body(Trigger trigger) {
        return head() + trigger.body() + "\n;\nEND IF";
    }
}
