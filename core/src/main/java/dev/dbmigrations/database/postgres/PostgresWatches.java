package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Watch;
import java.util.List;

/** What to look at while a migration runs (statistics views of PostgreSQL 14 to 18). */
final class PostgresWatches {
    static final List<Watch> ALL = List.of(
            new Watch("who waits for a lock, and for whom", """
                    SELECT pid, usename, now() - state_change AS since, pg_blocking_pids(pid) AS waits_for, left(query, 60) AS query
                    FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0"""),
            new Watch("transactions that are open for long: they hold locks, and old rows cannot be cleaned away", """
                    SELECT pid, usename, state, now() - xact_start AS open_for, left(query, 60) AS query
                    FROM pg_stat_activity WHERE xact_start < now() - interval '1 minute' ORDER BY xact_start"""),
            new Watch("how far an index build is", """
                    SELECT relid::regclass AS table_name, phase, blocks_done, blocks_total
                    FROM pg_stat_progress_create_index"""),
            new Watch("how far replicas are behind", """
                    SELECT application_name, state, replay_lag, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) AS bytes_behind
                    FROM pg_stat_replication"""),
            new Watch("dead rows that wait for vacuum", """
                    SELECT relname, n_live_tup, n_dead_tup, last_autovacuum
                    FROM pg_stat_user_tables ORDER BY n_dead_tup DESC LIMIT 10"""));

    private PostgresWatches() {}
}
