package dev.dbmigrations.database.mysql;

import static dev.dbmigrations.dialect.Inquiry.Weight.ERROR;
import static dev.dbmigrations.dialect.Inquiry.Weight.WARNING;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Inquiry.Weight;
import dev.dbmigrations.dialect.Need.Deed;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.dialect.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a MySQL 8.0 or MariaDB 10.6, or newer, that would end our statements or keep our sessions out. The waits for locks, the
 * mode and the patience with idle sessions are set by us in each session, and so are harmless.
 */
final class SettingInquiries {
    private SettingInquiries() {}

    static List<Inquiry> of(Agenda agenda, boolean mariaDb) {
        List<Inquiry> all = new ArrayList<>();
        String limit = mariaDb ? "max_statement_time" : "max_execution_time";
        all.add(of(
                "DBM-2370",
                WARNING,
                limit + " lets our statements be",
                "a statement of ours that takes longer would be ended",
                """
                SELECT concat('%1$s is ', @@%1$s), 'a statement of ours that takes longer is ended%2$s', 'SET GLOBAL %1$s = 0; or leave this account out of it'
                FROM (SELECT 1 AS one) o WHERE @@%1$s > 0""".formatted(limit, mariaDb ? "" : ", if it only reads")));
        String status = mariaDb ? "information_schema.global_status" : "performance_schema.global_status";
        all.add(of(
                "DBM-2371",
                ERROR,
                "room for our sessions",
                "sessions of ours, or of clients, would be refused",
                """
                SELECT concat('only ', l.free, ' more sessions fit, and a run takes %1$d'), concat(l.what, ' is ', l.allowed), 'raise it, or take fewer workers'
                FROM (SELECT 'max_connections' AS what, @@max_connections AS allowed, cast(@@max_connections AS signed) - cast(s.variable_value AS signed) AS free
                  FROM %2$s s WHERE s.variable_name = 'Threads_connected'
                  UNION ALL SELECT 'max_user_connections', @@max_user_connections, @@max_user_connections FROM (SELECT 1 AS one) o WHERE @@max_user_connections > 0) l
                WHERE l.free < %1$d""".formatted(agenda.sessions(), status)));
        all.add(of(
                "DBM-2372",
                WARNING,
                "the binary log holds rows",
                "the copy of rows locks what it reads where statements are logged",
                """
                SELECT 'binlog_format is STATEMENT', 'READ COMMITTED is not to be had, so rows that are copied are locked while they are read', 'SET GLOBAL binlog_format = ''ROW'';'
                FROM (SELECT 1 AS one) o WHERE @@log_bin AND @@binlog_format = 'STATEMENT'"""));
        if (!agenda.objectsOf(Deed.CREATE_TABLE).isEmpty()) {
            String setting = mariaDb ? "innodb_force_primary_key" : "sql_require_primary_key";
            all.add(of(
                    "DBM-2373",
                    WARNING,
                    "tables without a primary key may be made",
                    "a table without one would be refused",
                    """
                    SELECT '%1$s is on', 'a CREATE TABLE without a primary key is refused', 'give every new table a primary key'
                    FROM (SELECT 1 AS one) o WHERE @@%1$s""".formatted(setting)));
        }
        all.add(of(
                "DBM-2374",
                WARNING,
                "rows of 16 MB can be sent",
                "a large row could not be copied, nor the schema of a large database recorded",
                """
                SELECT concat('max_allowed_packet is ', @@max_allowed_packet), 'a row larger than that cannot be copied', 'SET GLOBAL max_allowed_packet = 67108864;'
                FROM (SELECT 1 AS one) o WHERE @@max_allowed_packet < 16777216"""));
        return all;
    }

    private static Inquiry of(String code, Weight weight, String title, String meaning, String sql) {
        return new Inquiry(Topic.SETTINGS, code, weight, title, meaning, sql);
    }
}
