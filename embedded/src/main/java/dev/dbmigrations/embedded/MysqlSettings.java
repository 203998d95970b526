package dev.dbmigrations.embedded;

import java.util.HashMap;
import java.util.Map;

/** The settings of embedded MariaDB and MySQL servers, where the servers' own defaults will not do. */
final class MysqlSettings {
    private MysqlSettings() {}

    static Map<String, String> durable() {
        return Map.of(
                "innodb_buffer_pool_size", "128M",
                "max_connections", "100",
                "character_set_server", "utf8mb4");
    }

    /** The log is written at each commit, because it is the server that tests kill; but nothing is forced to disk. */
    static Map<String, String> throwaway(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "innodb_buffer_pool_size", "64M",
                "innodb_flush_log_at_trx_commit", "2",
                "innodb_doublewrite", "OFF",
                "innodb_buffer_pool_dump_at_shutdown", "OFF",
                "max_connections", "200",
                "character_set_server", "utf8mb4",
                "default_time_zone", "+00:00",
                "performance_schema", "OFF"));
        all.putAll(more);
        return all;
    }
}
