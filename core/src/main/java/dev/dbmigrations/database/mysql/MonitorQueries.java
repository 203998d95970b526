package dev.dbmigrations.database.mysql;

/** Questions about other sessions ({@code information_schema} and {@code performance_schema} of both servers). */
final class MonitorQueries {

    private static final String SESSION = """
            SELECT DISTINCT p.id, coalesce(p.user, ''), coalesce(p.host, ''),
              CASE WHEN p.command = 'Sleep' THEN 'idle in transaction' ELSE coalesce(p.state, p.command) END,
              coalesce(timestampdiff(SECOND, t.trx_started, now()), p.time),
              left(coalesce(p.info, ''), 200)
            FROM information_schema.processlist p
            LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id""";

    /** Argument: the waiting session. Needs the instrument {@code wait/lock/metadata/sql/mdl}. */
    static final String METADATA_BLOCKERS = SESSION + """

            JOIN performance_schema.threads h ON h.processlist_id = p.id
            JOIN performance_schema.metadata_locks g ON g.owner_thread_id = h.thread_id AND g.lock_status = 'GRANTED'
            JOIN performance_schema.metadata_locks w ON w.object_type = g.object_type AND w.object_schema = g.object_schema
              AND w.object_name = g.object_name AND w.lock_status = 'PENDING'
            JOIN performance_schema.threads wt ON wt.thread_id = w.owner_thread_id
            WHERE wt.processlist_id = ? AND p.id <> wt.processlist_id ORDER BY 5 DESC, 1""";

    /** Arguments: schema and name of the table. */
    static final String METADATA_HOLDERS = SESSION + """

            JOIN performance_schema.threads h ON h.processlist_id = p.id
            JOIN performance_schema.metadata_locks g ON g.owner_thread_id = h.thread_id AND g.lock_status = 'GRANTED'
            WHERE g.object_type = 'TABLE' AND g.object_schema = ? AND g.object_name = ? AND p.id <> connection_id()
            ORDER BY 5 DESC, 1""";

    /**
     * Arguments: schema and name of the table. MariaDB's plugin {@code metadata_lock_info}, which counts sessions as the list of
     * processes does; without it there is no such table.
     */
    static final String METADATA_HOLDERS_BY_PLUGIN = SESSION + """

            JOIN information_schema.metadata_lock_info g ON g.thread_id = p.id
            WHERE g.lock_type = 'Table metadata lock' AND g.table_schema = ? AND g.table_name = ? AND p.id <> connection_id()
            ORDER BY 5 DESC, 1""";

    /** Off unless told otherwise on MariaDB 11.4, on with MySQL 8.0. */
    static final String TELLS_LOCKS = "SELECT @@performance_schema AND EXISTS (SELECT 1"
            + " FROM performance_schema.setup_instruments WHERE name = 'wait/lock/metadata/sql/mdl' AND enabled = 'YES')";

    /** Argument: the session that may wait. */
    static final String WAITING = "SELECT id FROM information_schema.processlist WHERE id = ? AND state LIKE '%lock%'";

    /** Argument: the session to leave out. */
    static final String TRANSACTIONS = SESSION
            + " WHERE t.trx_id IS NOT NULL AND p.id <> ? AND p.id <> connection_id() ORDER BY 5 DESC, 1 LIMIT 5";

    /**
     * Why a session is left alone, and NULL when nothing speaks against ending it; no row when it does not have the table. Arguments: what
     * holds the table, as the queries above; then the session.
     *
     * @param holders one of the queries for holders
     */
    static String mayBeEnded(String holders) {
        return "SELECT CASE WHEN p.user IN ('system user', 'event_scheduler') OR p.command LIKE 'Binlog Dump%'"
                + " THEN 'it is the server''s own, or a replica''s'"
                + " WHEN p.info REGEXP '^[[:space:]]*(ALTER|CREATE|DROP|RENAME|TRUNCATE|OPTIMIZE|ANALYZE|REPAIR)[[:space:]]'"
                + " THEN 'it changes a schema itself'"
                + " WHEN t.trx_id IS NULL AND p.command = 'Sleep' THEN 'it has locked tables on purpose (LOCK TABLES)'"
                + " WHEN t.trx_weight > " + MOST_WEIGHT + " THEN 'undoing its work would take long'"
                + " END FROM (" + holders + ") AS held JOIN information_schema.processlist p ON p.id = held.id"
                + " LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id WHERE p.id = ?";
    }

    /** Rows changed and locked; about a minute to undo (engine notes, rule 48). */
    private static final int MOST_WEIGHT = 1_000_000;

    static final String STANDING = "SELECT @@read_only, current_user()";

    private MonitorQueries() {}
}
