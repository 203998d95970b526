package dev.dbmigrations.database.postgres;

/** Questions about other sessions (statistics views of PostgreSQL 14 to 18). Who may not see others' queries sees empty texts. */
final class MonitorQueries {

    private static final String SESSION = """
            SELECT a.pid::bigint, coalesce(a.usename, ''), coalesce(nullif(a.application_name, ''), a.backend_type, ''),
              coalesce(a.state, a.backend_type, ''),
              (1000 * greatest(0, extract(epoch FROM clock_timestamp()
                - coalesce(a.xact_start, a.query_start, a.backend_start, clock_timestamp()))))::bigint,
              left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 200)
            FROM pg_stat_activity a""";

    /**
     * Nobody sits behind a prepared transaction: its global name stands for the application. Its locks are found by the one
     * on its own number, because its virtual number changes with a restart of the server.
     */
    private static final String PREPARED = """
            SELECT 0, x.owner, x.gid, 'prepared transaction',
              (1000 * extract(epoch FROM clock_timestamp() - x.prepared))::bigint, ''
            FROM pg_prepared_xacts x
            JOIN pg_locks o ON o.pid IS NULL AND o.locktype = 'transactionid' AND o.transactionid = x.transaction
            JOIN pg_locks h ON h.pid IS NULL AND h.virtualtransaction = o.virtualtransaction""";

    /** Argument: the waiting session. */
    static final String BLOCKERS =
            "WITH w AS (SELECT ?::int AS pid), b AS (SELECT DISTINCT unnest(pg_blocking_pids(w.pid)) AS pid FROM w) "
                    + SESSION + " WHERE a.pid IN (SELECT pid FROM b) UNION " + PREPARED
                    + """
                     JOIN pg_locks l ON l.pid = (SELECT pid FROM w) AND NOT l.granted AND l.locktype = h.locktype
                      AND (l.database, l.relation, l.transactionid) IS NOT DISTINCT FROM (h.database, h.relation, h.transactionid)
                    WHERE 0 IN (SELECT pid FROM b) ORDER BY 5 DESC, 1""";

    /** Arguments: the table's quoted name; the sessions to leave out. */
    static final String HOLDERS = """
            WITH t AS (SELECT to_regclass(?)::oid AS oid),
            tree AS (SELECT oid FROM t UNION SELECT p.relid FROM t, pg_partition_tree(t.oid) p),
            l AS (SELECT l.pid, l.virtualtransaction FROM pg_locks l JOIN pg_database d ON d.oid = l.database
              WHERE d.datname = current_database() AND l.locktype = 'relation' AND l.granted
              AND l.relation IN (SELECT oid FROM tree))
            """
            + SESSION
            + " WHERE a.pid IN (SELECT pid FROM l) AND a.pid <> ALL (?::int[]) AND a.pid <> pg_backend_pid() UNION "
            + PREPARED + " WHERE h.virtualtransaction IN (SELECT virtualtransaction FROM l) ORDER BY 5 DESC, 1";

    /**
     * Why a session is left alone, and NULL when it was ended just now. Undoing costs nothing here: rows written in vain are cleaned
     * away later. Argument: the session.
     */
    static final String END = """
            SELECT CASE
              WHEN a.backend_type <> 'client backend' THEN 'it is the server''s own, or a replica''s'
              WHEN EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.granted AND l.locktype = 'relation'
                AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'))
                THEN 'it changes a schema itself, cleans up, or has locked a table on purpose'
              WHEN NOT pg_terminate_backend(a.pid) THEN 'the server did not end it'
            END
            FROM pg_stat_activity a WHERE a.pid = ?""";

    static final String STANDING =
            "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean, current_user::text";

    private MonitorQueries() {}
}
