package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Belongings.Moment;
import dev.dbmigrations.dialect.Belongings.Trigger;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a table's triggers, and what keeps them from being made again as they are. */
final class TriggerReading {
    /**
     * A definer's rights on one table do not count, because that table has another name for a while; those of other accounts
     * are shown to whoever may read {@code mysql}.
     */
    private static final String TRIGGERS = """
            SELECT t.trigger_name, t.action_timing, t.event_manipulation, t.action_statement, t.definer, t.sql_mode,
              t.character_set_client, t.collation_connection, t.database_collation = s.default_collation_name,
              t.definer = current_user(),
              (SELECT count(DISTINCT g.privilege_type) FROM (
                SELECT grantee, privilege_type, '%' AS place FROM information_schema.user_privileges
                UNION ALL SELECT grantee, privilege_type, table_schema FROM information_schema.schema_privileges) AS g
                WHERE g.grantee = concat('''', substring(t.definer, 1, char_length(t.definer) - locate('@', reverse(t.definer))),
                  '''@''', substring_index(t.definer, '@', -1), '''')
                AND g.privilege_type IN ('TRIGGER', 'SELECT', 'UPDATE') AND t.trigger_schema LIKE g.place) = 3,
              EXISTS (SELECT 1 FROM information_schema.user_privileges AS p
                WHERE p.grantee = concat('''', replace(substring(current_user(), 1, char_length(current_user()) - locate('@', reverse(current_user()))), '''', ''''''),
                  '''@''', substring_index(current_user(), '@', -1), '''')
                AND p.privilege_type IN ('SUPER', 'SET_USER_ID', 'SET_ANY_DEFINER', 'SET USER'))
            FROM information_schema.triggers AS t JOIN information_schema.schemata AS s ON s.schema_name = t.trigger_schema
            WHERE t.event_object_schema = ? AND t.event_object_table = ?
            ORDER BY t.event_manipulation = 'DELETE', t.event_manipulation = 'UPDATE', t.action_timing = 'AFTER', t.action_order""";

    private static final Pattern COMMENT_AT_THE_END = Pattern.compile("(--\\s|--$|#)[^\n]*$");

    private TriggerReading() {}

    /** In the order in which they fire. */
    static List<Trigger> of(MySqlSession session, Names names, TableName table) {
        return session.rows(TRIGGERS, row -> trigger(row, names), table.schema(), table.name());
    }

    private static Trigger trigger(MySqlRow row, Names names) {
        String settings = "sql_mode = " + names.literal(row.text(6)) + ", character_set_client = " + row.text(7)
                + ", collation_connection = " + row.text(8);
        return new Trigger(
                row.text(1),
                new Moment(row.text(2), row.text(3)),
                row.text(4),
                account(row.text(5), names),
                settings,
                obstacles(row));
    }

    /** A role of MariaDB has no host. */
    private static String account(String definer, Names names) {
        int at = definer.lastIndexOf('@');
        String user = names.quote(at < 0 ? definer : definer.substring(0, at));
        return at < 0 || at == definer.length() - 1 ? user : user + "@" + names.quote(definer.substring(at + 1));
    }

    private static List<String> obstacles(MySqlRow row) {
        List<String> obstacles = new ArrayList<>();
        String characterSet = row.text(7);
        if (row.text(6).contains("ORACLE")) {
            obstacles.add("is written in the language of Oracle (sql_mode)");
        }
        if (!characterSet.startsWith("utf8") && !(row.text(1) + row.text(4) + row.text(5)).matches("(?s)\\p{ASCII}*")) {
            obstacles.add("has letters beyond ASCII and was made by a client that wrote " + characterSet
                    + ": make it anew by one that writes utf8mb4");
        }
        if (COMMENT_AT_THE_END.matcher(row.text(4)).find()) {
            obstacles.add("ends in a comment that nothing but the end of the line ends: make it anew without");
        }
        if (!row.truth(9)) {
            obstacles.add("was made when its database had another collation, which cannot be had again: make it anew");
        }
        if (!row.truth(11)) {
            obstacles.add("runs with the rights of " + row.text(5)
                    + ", of whom TRIGGER, SELECT and UPDATE on the whole database are not to be seen:"
                    + " rights on the table alone do not reach it under its other name");
        }
        if (!row.truth(10) && !row.truth(12)) {
            obstacles.add("runs with the rights of " + row.text(5)
                    + ", and to make it again the account that migrates needs the right to name another definer");
        }
        return obstacles;
    }
}
