package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Watch;
import java.util.List;

/**
 * What to look at while a migration runs. The information schema has the transactions of InnoDB on MySQL 8.0 and on MariaDB 10.6 and newer;
 * both say {@code SHOW REPLICA STATUS} (MySQL since 8.0.22, MariaDB since 10.5).
 */
final class MySqlWatches {
    private static final Watch STATEMENTS = new Watch("who waits for a lock on a table, and what else runs", """
            SELECT id, user, time, state, LEFT(info, 60) AS query
            FROM information_schema.processlist WHERE command <> 'Sleep' ORDER BY time DESC""");
    private static final Watch TRANSACTIONS = new Watch(
            "transactions that are open for long: a schema change waits for all that have used its table", """
            SELECT trx_mysql_thread_id AS id, trx_started, trx_rows_modified, trx_state
            FROM information_schema.innodb_trx ORDER BY trx_started""");
    private static final Watch LOCKS = new Watch("who has a table, and who waits for it", """
            SELECT object_schema, object_name, lock_type, lock_status, owner_thread_id
            FROM performance_schema.metadata_locks WHERE object_type = 'TABLE'""");
    private static final Watch REPLICAS =
            new Watch("how far this replica is behind (run it there)", "SHOW REPLICA STATUS");

    private MySqlWatches() {}

    /** The table of MariaDB is empty unless its instrument is switched on; the plugin's view is not everywhere. */
    static List<Watch> of(MySqlVersion release) {
        return release.isMariaDb()
                ? List.of(STATEMENTS, TRANSACTIONS, REPLICAS)
                : List.of(STATEMENTS, TRANSACTIONS, LOCKS, REPLICAS);
    }
}
