package dev.dbmigrations.database.postgres;

import static dev.dbmigrations.dialect.Inquiry.Weight.ERROR;
import static dev.dbmigrations.dialect.Inquiry.Weight.WARNING;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Inquiry.Weight;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.dialect.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a PostgreSQL, 14 to 18, that would end our sessions or keep them out. Lock and statement timeouts of a step's own
 * transaction are set by us, and so are harmless.
 */
final class SettingInquiries {
    private SettingInquiries() {}

    static List<Inquiry> of(Agenda agenda, int major) {
        List<Inquiry> all = new ArrayList<>();
        all.add(timeout(
                "DBM-2330",
                "statement_timeout",
                "questions to the data outside of steps, such as counts, would be ended"));
        all.add(timeout("DBM-2331", "idle_session_timeout", "a session of ours that waits for another would be ended"));
        if (major >= 17) {
            all.add(timeout(
                    "DBM-2332",
                    "transaction_timeout",
                    "a step or a pass of a comparison that takes longer would be ended"));
        }
        all.add(new Inquiry(
                Topic.SETTINGS,
                "DBM-2333",
                ERROR,
                "room for our sessions",
                "sessions of ours, or of clients, would be refused",
                """
                SELECT 'only ' || free || ' more sessions fit, and a run takes ' || %d, what || ' is ' || allowed || ', and ' || used || ' are in use', advice
                FROM (SELECT 'max_connections, without those kept for superusers,' AS what, m.n AS allowed, u.n AS used, m.n - u.n AS free,
                    'raise max_connections, or take fewer workers' AS advice
                  FROM (SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS n) m,
                    (SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend') u
                  UNION ALL SELECT 'the limit of role ' || r.rolname, r.rolconnlimit, u.n, r.rolconnlimit - u.n,
                    'ALTER ROLE ' || quote_ident(r.rolname) || ' CONNECTION LIMIT ' || (u.n + %1$d) || ';'
                  FROM pg_roles r, LATERAL (SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = r.rolname) u
                  WHERE r.rolname = current_user AND r.rolconnlimit >= 0 AND NOT r.rolsuper
                  UNION ALL SELECT 'the limit of database ' || d.datname, d.datconnlimit, u.n, d.datconnlimit - u.n,
                    'ALTER DATABASE ' || quote_ident(d.datname) || ' CONNECTION LIMIT ' || (u.n + %1$d) || ';'
                  FROM pg_database d, LATERAL (SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = d.datname) u
                  WHERE d.datname = current_database() AND d.datconnlimit >= 0 AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)) limits
                WHERE free < %1$d""".formatted(agenda.sessions())));
        all.add(warning(
                "DBM-2334", "index builds have helpers", "an index of a large table takes longer to build", """
                SELECT 'an index is built by one process alone', 'max_parallel_maintenance_workers is ' || current_setting('max_parallel_maintenance_workers')
                  || ' and max_worker_processes ' || current_setting('max_worker_processes'), 'raise them, or accept that it takes longer'
                WHERE current_setting('max_parallel_maintenance_workers')::int = 0 OR current_setting('max_worker_processes')::int = 0"""));
        if (!agenda.tables().isEmpty()) {
            all.add(warning(
                    "DBM-2335",
                    "no subscriber waits for the tables of the plans",
                    "logical replication carries rows, not changes of a schema",
                    """
                    SELECT 'publication ' || p.pubname || ' sends ' || n.name, 'a subscriber whose table lacks a column that has been added stops',
                      'make the same change on the subscribers first; what is dropped, drop there last'
                    FROM %s JOIN pg_class c ON c.oid = to_regclass(n.name) JOIN pg_namespace s ON s.oid = c.relnamespace
                    JOIN pg_publication_tables p ON p.schemaname = s.nspname AND p.tablename = c.relname""".formatted(InquiryText.names(agenda.tables()))));
        }
        return all;
    }

    private static Inquiry timeout(String code, String setting, String harm) {
        return warning(code, setting + " lets our sessions be", harm, """
                SELECT '%1$s is ' || current_setting('%1$s') || ' for ' || current_user, '%2$s',
                  'ALTER ROLE ' || quote_ident(current_user) || ' SET %1$s = 0;'
                WHERE current_setting('%1$s') <> '0'""".formatted(setting, harm));
    }

    private static Inquiry warning(String code, String title, String meaning, String sql) {
        Weight weight = WARNING;
        return new Inquiry(Topic.SETTINGS, code, weight, title, meaning, sql);
    }
}
