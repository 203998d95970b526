package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight clients write to a table while it is built anew beside itself, exchanged, and taken back: none ever fails.
 *
 * <p>Deadlocks, which they have among each other without any migration, they answer by repeating what they did.
 */
class MySqlSecondTableWritersTest {
    private static final int ROWS = Integer.getInteger("acceptance.rows", 40_000);
    private static final int WRITERS = 8;
    private static final int BEYOND = 100_000_000;

    /** {@code ER_LOCK_DEADLOCK}; the transaction is rolled back. */
    private static final int DEADLOCK = 1213;

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    /** A client with rows of its own, whose unique values wander among them; it knows what each must be. */
    private static final class Client implements Callable<Client> {
        private final SecondTableStage stage;
        private final int number;
        private final AtomicBoolean stop;
        private final Map<Integer, String> expected = new TreeMap<>();
        private final Random random;
        private long statements;
        private int next;

        Client(SecondTableStage stage, int number, AtomicBoolean stop) {
            this.stage = stage;
            this.number = number;
            this.stop = stop;
            this.random = new Random(number);
            for (int id = 1 + number; id <= ROWS; id += WRITERS) {
                expected.put(id, "l" + id);
            }
        }

        @Override
        public Client call() throws SQLException {
            try (Connection connection = stage.database().connection();
                    Statement sql = connection.createStatement()) {
                while (!stop.get()) {
                    stepUnlessDeadlocked(sql);
                    statements++;
                }
            }
            return this;
        }

        private void stepUnlessDeadlocked(Statement sql) throws SQLException {
            try {
                step(sql);
            } catch (SQLException failure) {
                if (failure.getErrorCode() != DEADLOCK) {
                    throw failure;
                }
            }
        }

        private int row() {
            List<Integer> ids = List.copyOf(expected.keySet());
            return ids.get(random.nextInt(ids.size()));
        }

        private int fresh() {
            return BEYOND + number + WRITERS * next++;
        }

        private void step(Statement sql) throws SQLException {
            int id = row();
            String label = "c" + number + "_" + next++;
            switch (random.nextInt(6)) {
                case 0 -> {
                    int fresh = fresh();
                    sql.execute("INSERT INTO items (id, label, qty) VALUES (" + fresh + ", '" + label + "', 1)");
                    expected.put(fresh, label);
                }
                case 1 -> {
                    sql.execute("DELETE FROM items WHERE id = " + id);
                    expected.remove(id);
                }
                case 2 -> {
                    int fresh = fresh();
                    sql.execute("UPDATE items SET id = " + fresh + " WHERE id = " + id);
                    expected.put(fresh, expected.remove(id));
                }
                case 3 -> swap(sql, id, row(), label);
                case 4 -> {
                    sql.execute("INSERT INTO items (id, label, qty) VALUES (" + id + ", '" + label
                            + "', 1) ON DUPLICATE KEY UPDATE label = '" + label + "', qty = qty + 1");
                    expected.put(id, label);
                }
                default -> {
                    sql.execute("UPDATE items SET label = '" + label + "', qty = qty + 1 WHERE id = " + id);
                    expected.put(id, label);
                }
            }
        }

        private void swap(Statement sql, int one, int other, String meanwhile) throws SQLException {
            String first = expected.get(one);
            String second = expected.get(other);
            sql.execute("START TRANSACTION");
            sql.execute("UPDATE items SET label = '" + meanwhile + "' WHERE id = " + one);
            sql.execute("UPDATE items SET label = '" + first + "' WHERE id = " + other);
            sql.execute("UPDATE items SET label = '" + (one == other ? first : second) + "' WHERE id = " + one);
            sql.execute("COMMIT");
            expected.put(one, second);
            expected.put(other, first);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodyFailsAndNothingIsLost(TestServer server) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (SecondTableStage stage = new SecondTableStage(server, folder);
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            stage.run(
                    "CREATE TABLE items (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, label varchar(30) NOT NULL, qty int,"
                            + " UNIQUE KEY items_label (label), KEY items_qty (qty, label))",
                    "INSERT INTO items (id, label, qty) SELECT n, concat('l', n), n FROM (" + Numbers.upTo(ROWS)
                            + ") AS numbers");
            stage.project()
                    .write(
                            "V1__wider",
                            "-- db-migrations: strategy=blue-green\nALTER TABLE items MODIFY id bigint NOT NULL AUTO_INCREMENT;");
            List<Future<Client>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                running.add(threads.submit(new Client(stage, i, stop)));
            }
            try {
                stage.up(RunListener.SILENT);
                stage.complete(RunListener.SILENT);
                stage.down(RunListener.SILENT);
                stage.up(RunListener.SILENT);
                stage.complete(RunListener.SILENT);
            } finally {
                stop.set(true);
            }
            compare(stage, running);
            stage.endTheWindow();
            stage.nothingIsLeftOver(List.of("items"));
        }
    }

    private static void compare(SecondTableStage stage, List<Future<Client>> running) throws Exception {
        Map<Integer, String> expected = new TreeMap<>();
        long statements = 0;
        for (Future<Client> client : running) {
            expected.putAll(client.get().expected);
            statements += client.get().statements;
        }
        List<String> rows = new ArrayList<>();
        expected.forEach((id, label) -> rows.add(id + "|" + label));
        assertThat(stage.ask("SELECT id, label FROM items ORDER BY id")).isEqualTo(rows);
        assertThat(stage.ask("SELECT id, label FROM items_old ORDER BY id")).isEqualTo(rows);
        assertThat(statements).isPositive();
    }
}
