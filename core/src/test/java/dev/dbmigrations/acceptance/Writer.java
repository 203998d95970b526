package dev.dbmigrations.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A client that inserts, updates and deletes rows of its own, in one of two shapes, and remembers what should be in them.
 * The first statement that fails ends it; none may wait long for a lock.
 */
final class Writer implements Callable<Writer> {
    private final String url;
    private final Speech speech;
    private final int number;
    private final int all;
    private final Random random;
    private volatile String column;
    private volatile boolean stopped;
    private final Map<Long, @Nullable String> expected = new HashMap<>();
    private long statements;
    private long longestNanos;

    Writer(String url, Speech speech, int number, int all, String column) {
        this.url = url;
        this.speech = speech;
        this.number = number;
        this.all = all;
        this.column = column;
        this.random = new Random(number);
    }

    void use(String newColumn) {
        column = newColumn;
    }

    String column() {
        return column;
    }

    void stop() {
        stopped = true;
    }

    Map<Long, @Nullable String> expected() {
        return expected;
    }

    long statements() {
        return statements;
    }

    long longestMillis() {
        return longestNanos / 1_000_000;
    }

    @Override
    public Writer call() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement settings = connection.createStatement()) {
                settings.execute(speech.waitingForLocks());
            }
            while (!stopped) {
                long start = System.nanoTime();
                act(connection, column);
                longestNanos = Math.max(longestNanos, System.nanoTime() - start);
                statements++;
            }
        }
        return this;
    }

    private void act(Connection connection, String shape) throws SQLException {
        String value = shape + "-" + number + "-" + statements;
        int kind = random.nextInt(10);
        if (kind < 3 || expected.isEmpty()) {
            insert(connection, shape, value);
        } else if (kind < 8) {
            long id = update(connection, shape, value);
            expected.put(id, value);
        } else if (kind < 9) {
            long id = own();
            run(connection, "UPDATE accounts SET touched = touched + 1 WHERE id = " + id);
        } else {
            long id = own();
            run(connection, "DELETE FROM accounts WHERE id = " + id);
            expected.remove(id);
        }
    }

    private long own() {
        int skip = random.nextInt(expected.size());
        return expected.keySet().stream().skip(skip).findFirst().orElseThrow();
    }

    /** A row of its own, or one of those that were there before and are its by their number. */
    private long update(Connection connection, String shape, String value) throws SQLException {
        long id = random.nextBoolean() ? own() : (long) random.nextInt(1000) * all + number + 1;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE accounts SET " + shape + " = ? WHERE id = ?")) {
            update.setString(1, value);
            update.setLong(2, id);
            if (update.executeUpdate() == 0) {
                insertWith(connection, id, shape, value);
            }
        }
        return id;
    }

    private void insertWith(Connection connection, long id, String shape, String value) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO accounts (id, " + shape + ", qty) VALUES (?, ?, 1)")) {
            insert.setLong(1, id);
            insert.setString(2, value);
            insert.executeUpdate();
        }
    }

    private void insert(Connection connection, String shape, String value) throws SQLException {
        String sql = "INSERT INTO accounts (" + shape + ", qty) VALUES (?, 1)";
        try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"id"})) {
            insert.setString(1, value);
            insert.executeUpdate();
            try (ResultSet row = insert.getGeneratedKeys()) {
                row.next();
                expected.put(row.getLong(1), value);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
