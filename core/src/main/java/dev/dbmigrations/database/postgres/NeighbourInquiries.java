package dev.dbmigrations.database.postgres;

import static dev.dbmigrations.dialect.Inquiry.Weight.ERROR;
import static dev.dbmigrations.dialect.Inquiry.Weight.WARNING;

import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.dialect.Topic;
import java.util.ArrayList;
import java.util.List;

/** Who else is on a PostgreSQL, 14 to 18, and would be in the way: transactions, replicas, other migration tools. */
final class NeighbourInquiries {
    private static final String AGE = "date_trunc('second', clock_timestamp() - %s)";

    /** Flyway's number is this one plus a hash of 32 bits of its table's name (Flyway 11, PostgreSQLAdvisoryLockTemplate). */
    private static final long FLYWAY = 77_431_708_279_161L;

    private NeighbourInquiries() {}

    static List<Inquiry> of(Agenda agenda) {
        List<Inquiry> all = new ArrayList<>();
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2340",
                WARNING,
                "no transaction has been open for a minute",
                "a step that needs a table which it uses waits for it, and index builds wait for every one",
                """
                SELECT 'pid ' || pid || ' "' || coalesce(nullif(application_name, ''), usename, '') || '" has had a transaction open for ' || %s,
                  'steps on tables that it has used wait for it, CREATE INDEX CONCURRENTLY waits for it whatever it has used; it is '
                    || coalesce(state, 'unknown') || ': ' || left(regexp_replace(coalesce(query, ''), '\\s+', ' ', 'g'), 100),
                  'let it end, or: SELECT pg_terminate_backend(' || pid || ');'
                FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
                  AND xact_start < clock_timestamp() - interval '1 minute' AND application_name NOT LIKE 'db-migrations%%'""".formatted(AGE.formatted("xact_start"))));
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2341",
                WARNING,
                "no prepared transaction is left",
                "nobody ends it by going away, and rows that it could see are never cleaned away",
                """
                SELECT 'prepared transaction ' || quote_literal(gid) || ' of ' || owner || ' has waited for ' || %s,
                  'what it has locked stays locked, a restart notwithstanding', 'as its owner: COMMIT PREPARED ' || quote_literal(gid) || '; or ROLLBACK PREPARED ' || quote_literal(gid) || ';'
                FROM pg_prepared_xacts WHERE database = current_database()""".formatted(AGE.formatted("prepared"))));
        if (!agenda.tables().isEmpty()) {
            all.add(new Inquiry(
                    Topic.OTHERS,
                    "DBM-2342",
                    ERROR,
                    "no prepared transaction has a table of the plans",
                    "every step on that table would wait in vain",
                    """
                    SELECT 'a prepared transaction has locked ' || n.name, 'nobody ends it by going away, so a step on the table would wait in vain',
                      'find it in pg_prepared_xacts, then COMMIT PREPARED or ROLLBACK PREPARED it'
                    FROM %s WHERE EXISTS (SELECT FROM pg_locks l WHERE l.pid IS NULL AND l.granted AND l.relation = to_regclass(n.name)
                      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))""".formatted(InquiryText.names(agenda.tables()))));
        }
        replicas(all);
        otherTools(all);
        return all;
    }

    private static void replicas(List<Inquiry> all) {
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2343",
                WARNING,
                "no replication slot is abandoned",
                "WAL is kept for it until the disk is full, and moving rows writes much of it",
                """
                SELECT 'replication slot ' || slot_name || ' is used by nobody' || CASE wal_status WHEN 'lost' THEN ', and lost' ELSE '' END,
                  'it keeps ' || coalesce(pg_size_pretty(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn)), 'an unknown amount') || ' of WAL',
                  'SELECT pg_drop_replication_slot(' || quote_literal(slot_name) || '); if its replica will not come back'
                FROM pg_replication_slots WHERE NOT active"""));
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2344",
                WARNING,
                "replicas keep up",
                "rows are not moved while a replica is behind",
                """
                SELECT 'replica ' || coalesce(nullif(application_name, ''), client_addr::text, pid::text) || ' is ' || date_trunc('second', replay_lag) || ' behind',
                  'rows are not moved while it is behind more than max-replica-lag', 'find out why before a large migration'
                FROM pg_stat_replication WHERE replay_lag > interval '10 seconds'"""));
    }

    private static void otherTools(List<Inquiry> all) {
        all.add(new Inquiry(
                Topic.OTHERS,
                "DBM-2345",
                ERROR,
                "no other migration tool is at work",
                "two would change the same tables at once",
                """
                SELECT tool || ' is at work in the session of pid ' || pid, 'it holds its advisory lock', 'wait until it is done, or end it'
                FROM (SELECT pid, (classid::bigint << 32) | objid::bigint AS number FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) l
                CROSS JOIN LATERAL (SELECT CASE WHEN number BETWEEN %1$d - 2147483648 AND %1$d + 2147483647 THEN 'Flyway' WHEN number = 4097083626 THEN 'goose'
                  WHEN number = 72707369 THEN 'Prisma' END AS tool) t WHERE tool IS NOT NULL""".formatted(FLYWAY)));
        all.add(new Inquiry(
                        Topic.OTHERS,
                        "DBM-2346",
                        ERROR,
                        "Liquibase holds no lock",
                        "it is at work, or was killed: it waits for itself then",
                        """
                SELECT 'Liquibase has its lock since ' || lockgranted || ', by ' || lockedby, 'it is at work, or was killed and has left it', 'wait until it is done; if nobody is: liquibase release-locks'
                FROM databasechangeloglock WHERE locked""")
                .where("databasechangeloglock", "locked"));
        all.add(new Inquiry(
                        Topic.OTHERS,
                        "DBM-2347",
                        ERROR,
                        "golang-migrate has left nothing half done",
                        "the schema is in a state that nobody planned for",
                        """
                SELECT 'golang-migrate has left version ' || version || ' dirty', 'it failed in the middle of that version', 'mend the schema by hand, then: migrate force VERSION'
                FROM schema_migrations WHERE dirty""")
                .where("schema_migrations", "dirty"));
    }
}
