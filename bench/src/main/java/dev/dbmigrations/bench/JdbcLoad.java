package dev.dbmigrations.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The foreground on MariaDB: what {@link PgbenchLoad} does, over JDBC. */
final class JdbcLoad implements Foreground {
    private static final Duration CAPACITY_TIME = Duration.ofSeconds(10);

    private final String url;
    private final long rows;

    JdbcLoad(String url, long rows) {
        this.url = url;
        this.rows = rows;
    }

    @Override
    public double capacity() throws Exception {
        Running running = start(Double.POSITIVE_INFINITY);
        long begin = now();
        Thread.sleep(CAPACITY_TIME);
        long end = now();
        return running.stop().between(begin, end).throughput();
    }

    @Override
    public Running start(double rate) throws SQLException {
        AtomicBoolean ended = new AtomicBoolean();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(DriverManager.getConnection(url), rows, CLIENTS / rate, i, ended, new AtomicLong()));
        }
        return new Clients(clients, ended);
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static final class Clients implements Running {
        private final List<Client> clients;
        private final AtomicBoolean ended;
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final List<Future<Latencies>> working = new ArrayList<>();

        Clients(List<Client> clients, AtomicBoolean ended) {
            this.clients = clients;
            this.ended = ended;
            clients.forEach(client -> working.add(threads.submit(client::work)));
        }

        @Override
        public double lag() {
            return clients.stream()
                            .mapToLong(client -> client.lag().get())
                            .max()
                            .orElse(0)
                    / 1e3;
        }

        @Override
        public Latencies stop() throws Exception {
            ended.set(true);
            Latencies all = new Latencies();
            for (Future<Latencies> client : working) {
                all.addAll(client.get());
            }
            threads.close();
            return all;
        }
    }

    /**
     * @param seconds between two statements, on average; they come at random, as pgbench's do
     * @param lag of the last statement, in microseconds
     */
    private record Client(
            Connection connection, long rows, double seconds, long seed, AtomicBoolean ended, AtomicLong lag) {

        Latencies work() throws SQLException {
            Latencies latencies = new Latencies();
            SplittableRandom random = new SplittableRandom(seed);
            double due = now();
            try (connection;
                    Statement statement = connection.createStatement()) {
                while (!ended.get()) {
                    due = seconds == 0 ? now() : due - Math.log(1 - random.nextDouble()) * seconds * 1e6;
                    long early = (long) due - now();
                    lag.set(Math.max(0, -early));
                    if (early > 0) {
                        LockSupport.parkNanos(early * 1000);
                    }
                    try {
                        statement.execute(sql(random));
                        latencies.add((long) due, now() - (long) due);
                    } catch (SQLException e) {
                        latencies.addError();
                        System.err.println("foreground: " + e.getMessage());
                    }
                }
            }
            return latencies;
        }

        private String sql(SplittableRandom random) {
            long id = 1 + random.nextLong(rows);
            int kind = random.nextInt(20);
            if (kind < 12) {
                return "SELECT id, customer, quantity, note FROM orders WHERE id = " + id;
            }
            if (kind < 18) {
                return "UPDATE orders SET quantity = quantity + 1 WHERE id = " + id;
            }
            return kind == 18
                    ? "INSERT INTO orders (customer, quantity, note, created) VALUES (" + id % 50_000
                            + ", 1, 'new', now())"
                    : "DELETE FROM orders WHERE id = " + id;
        }
    }
}
