package dev.dbmigrations.bench;

import dev.dbmigrations.embedded.EmbeddedMariaDb;
import dev.dbmigrations.embedded.EmbeddedOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MariaDB as the tests start it, with the memory and the safety of a server that is in earnest. */
final class MariaDb implements Arena {
    private static final Map<String, String> SETTINGS = Map.of(
            "innodb_buffer_pool_size", "2G",
            "innodb_log_file_size", "2G",
            "character_set_server", "utf8mb4");
    private static final List<String> TABLE = List.of(
            """
            CREATE TABLE ground.orders (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, customer int NOT NULL,
                quantity int NOT NULL, note varchar(200) NOT NULL, created datetime NOT NULL)
            """,
            """
            INSERT INTO ground.orders (customer, quantity, note, created)
            SELECT seq * 7919 %% 50000, seq %% 100, concat('order number ', seq), '2026-01-01' + INTERVAL seq SECOND
            FROM seq_1_to_%d ORDER BY seq
            """,
            "ALTER TABLE ground.orders ADD INDEX orders_customer_idx (customer), ADD INDEX orders_created_idx (created)",
            "ANALYZE TABLE ground.orders");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Settings settings;
    private final Path home;
    private final EmbeddedMariaDb server;
    private final Thread stopping = new Thread(this::stop);

    private MariaDb(Settings settings, Path home) throws SQLException {
        this.settings = settings;
        this.home = home;
        Map<String, String> variables = new HashMap<>(SETTINGS);
        variables.putAll(settings.variables());
        EmbeddedOptions options = new EmbeddedOptions(
                settings.mariadb(),
                EmbeddedOptions.ANY_PORT,
                variables,
                EmbeddedOptions.AfterClose.STOP,
                System.err::println);
        this.server = EmbeddedMariaDb.open(home, options);
        server.createDatabase("ground");
        server.createDatabase("bench");
        try (Sql sql = Sql.open(server.jdbcUrl("ground"))) {
            for (String statement : TABLE) {
                sql.run(statement.formatted(settings.rows()));
            }
        }
    }

    static MariaDb start(Settings settings) throws IOException, SQLException {
        MariaDb started = new MariaDb(settings, Files.createTempDirectory("db-migrations-bench-"));
        Runtime.getRuntime().addShutdownHook(started.stopping);
        return started;
    }

    int port() {
        return server.port();
    }

    @Override
    public Path folder() {
        return home;
    }

    @Override
    public String title() {
        return "MariaDB " + server.version();
    }

    /** The file of the table is copied as it is, which no statement does as fast. */
    @Override
    public void restore() throws Exception {
        try (Sql sql = Sql.open(server.jdbcUrl("ground"))) {
            sql.run("DROP DATABASE bench", "CREATE DATABASE bench");
            sql.run("CREATE TABLE bench.orders LIKE ground.orders", "ALTER TABLE bench.orders DISCARD TABLESPACE");
            sql.run("FLUSH TABLES ground.orders FOR EXPORT");
            copy("orders.ibd");
            copy("orders.cfg");
            sql.run("UNLOCK TABLES", "ALTER TABLE bench.orders IMPORT TABLESPACE", "ANALYZE TABLE bench.orders");
            long next = settings.rows() + 1;
            sql.run("ALTER TABLE bench.orders AUTO_INCREMENT = " + next);
            writeEverything(sql);
            sql.run("SELECT count(note) FROM bench.orders");
        }
    }

    private void copy(String name) throws IOException {
        Path data = home.resolve("mariadb-" + settings.mariadb());
        Files.copy(data.resolve("ground").resolve(name), data.resolve("bench").resolve(name));
    }

    /** What one contestant left to be written or purged would be charged to the next. */
    private static void writeEverything(Sql sql) throws SQLException, InterruptedException {
        String dirty = "SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'Innodb_buffer_pool_pages_dirty'";
        String percent = sql.text("SELECT @@innodb_max_dirty_pages_pct");
        String lowMark = sql.text("SELECT @@innodb_max_dirty_pages_pct_lwm");
        sql.run("SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0", "SET GLOBAL innodb_max_dirty_pages_pct = 0");
        Instant end = Instant.now().plus(PATIENCE);
        while (sql.number(dirty) > 50 && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        sql.run(
                "SET GLOBAL innodb_max_dirty_pages_pct = " + percent,
                "SET GLOBAL innodb_max_dirty_pages_pct_lwm = " + lowMark);
    }

    @Override
    public String url() {
        return server.jdbcUrl("bench");
    }

    @Override
    public String programUrl() {
        return "mariadb://root@127.0.0.1:" + port() + "/bench";
    }

    @Override
    public String migration() {
        return "ALTER TABLE orders MODIFY quantity bigint NOT NULL";
    }

    @Override
    public List<Contestant> contestants() {
        return new MariaDbContestants(settings, this).all();
    }

    @Override
    public String type() throws SQLException {
        try (Sql sql = Sql.open(url())) {
            return sql.text("""
                    SELECT data_type FROM information_schema.columns
                    WHERE table_schema = 'bench' AND table_name = 'orders' AND column_name = 'quantity'""");
        }
    }

    @Override
    public double megabytes() throws SQLException {
        try (Sql sql = Sql.open(url())) {
            return sql.number(
                    "SELECT sum(file_size) / 1e6 FROM information_schema.innodb_sys_tablespaces WHERE name LIKE 'bench/%'");
        }
    }

    @Override
    public long process() {
        return server.process();
    }

    @Override
    public Foreground foreground() {
        return new JdbcLoad(url(), settings.rows());
    }

    /** For the table as a whole, by what the server says of each session; for rows, by InnoDB's list. */
    @Override
    public String longestWait() {
        return """
                SELECT max(p.time_ms) FROM information_schema.processlist p
                WHERE p.info RLIKE '^(SELECT id|UPDATE orders SET quantity = quantity|INSERT INTO orders|DELETE FROM orders)'
                    AND (p.state LIKE 'Waiting for%lock%'
                        OR p.id IN (SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'))""";
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stopping);
        stop();
    }

    private void stop() {
        server.kill();
        server.close();
        try {
            Shell.run(Path.of("/dev/null"), List.of("rm", "-rf", home.toString()));
        } catch (IOException e) {
            System.err.println(home + " was not removed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
