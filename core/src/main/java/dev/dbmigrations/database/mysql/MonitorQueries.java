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

    /** Argument: the session that may wait. */
    static final String WAITING = "SELECT id FROM information_schema.processlist WHERE id = ? AND state LIKE '%lock%'";

    /** Argument: the session to leave out. */
    static final String TRANSACTIONS = SESSION
            + " WHERE t.trx_id IS NOT NULL AND p.id <> ? AND p.id <> connection_id() ORDER BY 5 DESC, 1 LIMIT 5";

    static final String ACTIVE = """
            SELECT count(*) FROM information_schema.processlist
            WHERE command NOT IN ('Sleep', 'Daemon', 'Binlog Dump') AND user NOT IN ('system user', 'event_scheduler')
              AND id <> connection_id() AND id NOT IN (:ours)""";

    static final String STANDING = "SELECT @@read_only, current_user()";

    private MonitorQueries() {}
}
