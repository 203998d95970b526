package dev.dbmigrations.database.mysql;

/** Questions about load and room, to MySQL 8.0 and MariaDB 10.11. They need the privilege PROCESS. */
final class LoadQueries {

    static final String ACTIVE = """
            SELECT count(*) FROM information_schema.processlist
            WHERE command NOT IN ('Sleep', 'Daemon', 'Binlog Dump', 'Binlog Dump GTID')
              AND user NOT IN ('system user', 'event_scheduler')
              AND id <> connection_id() AND id NOT IN (:ours)""";

    static final String REPLICAS =
            "SELECT count(*) FROM information_schema.processlist WHERE command IN ('Binlog Dump', 'Binlog Dump GTID')";

    /** Milliseconds. The beginning is told in the time of the server's system, whatever the session's time zone. */
    static final String OLDEST_TRANSACTION = """
            SELECT timestampdiff(MICROSECOND, min(trx_started), convert_tz(now(6), @@session.time_zone, 'SYSTEM')) DIV 1000
            FROM information_schema.innodb_trx WHERE trx_mysql_thread_id NOT IN (:ours)""";

    static final String LOG_BYTES = "SHOW GLOBAL STATUS LIKE 'Innodb_os_log_written'";

    /** The files of this database; the name of the view is to be put in. */
    static final String DATABASE_BYTES =
            "SELECT coalesce(sum(file_size), 0) FROM information_schema.%s WHERE name LIKE concat(database(), '/%%')";

    static final String DATA_FOLDER = "SELECT @@datadir";

    static final String GRANTS = "SHOW GRANTS";

    private LoadQueries() {}
}
