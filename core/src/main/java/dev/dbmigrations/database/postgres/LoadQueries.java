package dev.dbmigrations.database.postgres;

/**
 * Questions about load and room (statistics views of PostgreSQL 14 to 18). Who may not see others' sessions sees the text
 * {@code <insufficient privilege>} in place of their statements, and NULL in place of a replica's state.
 */
final class LoadQueries {

    /**
     * Of physical replicas, and whether some are hidden. A stuck one counts as late as it is: the server extrapolates
     * (walsender.c). NULL when there is none.
     */
    static final String REPLICA_LAG = """
            SELECT (1000 * extract(epoch FROM max(coalesce(r.replay_lag, '0'))))::bigint,
              coalesce(bool_or(r.state IS NULL), false)
            FROM pg_stat_replication r LEFT JOIN pg_replication_slots s ON s.active_pid = r.pid
            WHERE r.state IS DISTINCT FROM 'backup' AND s.slot_type IS DISTINCT FROM 'logical'""";

    private static final String OTHERS =
            " FROM pg_stat_activity WHERE pid <> ALL (?::int[]) AND pid <> pg_backend_pid()";

    private static final String HIDDEN = "coalesce(bool_or(query = '<insufficient privilege>'), false)";

    /** Argument: the sessions to leave out. How many are at work, and whether some are hidden. */
    static final String ACTIVE =
            "SELECT count(*) FILTER (WHERE state = 'active' AND backend_type = 'client backend'), " + HIDDEN + OTHERS;

    /**
     * Argument: the sessions to leave out. Milliseconds, and whether some are hidden; those of other databases keep nothing
     * of this one from being cleaned away.
     */
    static final String OLDEST_TRANSACTION = "SELECT (1000 * greatest(extract(epoch FROM clock_timestamp()"
            + " - min(xact_start) FILTER (WHERE backend_type = 'client backend')), (SELECT extract(epoch FROM"
            + " clock_timestamp() - min(prepared)) FROM pg_prepared_xacts WHERE database = current_database())))::bigint, "
            + HIDDEN + OTHERS + " AND datname = current_database()";

    static final String LOG_BYTES = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

    static final String DATABASE_BYTES = "SELECT pg_database_size(current_database())";

    /** No row for who may not know. */
    static final String DATA_FOLDER = "SELECT setting FROM pg_settings WHERE name = 'data_directory'";

    private LoadQueries() {}
}
