package dev.dbmigrations.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client of a partitioned table, which knows what it has written: through the table and to a partition by its name, moving
 * rows from one partition to another. One of them also empties a partition that nobody else writes to.
 */
final class PartitionedWriter implements Callable<PartitionedWriter> {
    private final String url;
    private final int number;
    private final Random random;
    private final Map<Long, String> rows = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private volatile boolean stopped;
    private final AtomicLong statements = new AtomicLong();

    PartitionedWriter(String url, int number) {
        this.url = url;
        this.number = number;
        this.random = new Random(number);
    }

    void stop() {
        stopped = true;
    }

    /** What is to be found of its rows: id, and time and label parted by a bar. */
    Map<Long, String> rows() {
        return rows;
    }

    List<String> failures() {
        return failures;
    }

    long statements() {
        return statements.get();
    }

    @Override
    public PartitionedWriter call() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int turn = 0; !stopped && failures.size() < 10; turn++) {
                try {
                    turn(connection, "w" + number + "-" + turn);
                } catch (SQLException failure) {
                    failures.add(String.valueOf(failure.getMessage()));
                }
                statements.incrementAndGet();
            }
        }
        return this;
    }

    private void turn(Connection connection, String label) throws SQLException {
        List<Long> mine = List.copyOf(rows.keySet());
        long one = mine.isEmpty() ? 0 : mine.get(random.nextInt(mine.size()));
        int at = random.nextInt(PartitionedTableTest.TIMES);
        switch (mine.isEmpty() ? 0 : random.nextInt(8)) {
            case 0, 1 -> insert(connection, "events", at, label);
            case 2 -> insert(connection, "events_1", random.nextInt(100), label);
            case 3 ->
                change(connection, "UPDATE events SET label = ? WHERE id = ? RETURNING id, at, label", label, one);
            case 4 -> change(connection, "UPDATE events SET at = ? WHERE id = ? RETURNING id, at, label", at, one);
            case 5 ->
                change(connection, "UPDATE events SET at = ?, id = -id WHERE id = ? RETURNING id, at, label", at, one);
            case 6 -> {
                if (number == 0) {
                    empty(connection);
                } else {
                    change(
                            connection,
                            "UPDATE events_2 SET label = ? WHERE id = ? RETURNING id, at, label",
                            label,
                            one);
                }
            }
            default -> {
                if (mine.size() > 50) {
                    change(
                            connection,
                            "DELETE FROM events WHERE label <> ? AND id = ? RETURNING id, at, label",
                            "",
                            one);
                    rows.remove(one);
                }
            }
        }
    }

    /** Those of the time that nobody else writes. */
    private void empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE events_own");
        }
        rows.values().removeIf(row -> row.startsWith(PartitionedTableTest.OWN + "|"));
        insert(connection, "events_own", PartitionedTableTest.OWN, "own");
        insert(connection, "events", PartitionedTableTest.OWN, "own");
    }

    private void insert(Connection connection, String table, int at, String label) throws SQLException {
        String sql =
                "INSERT INTO " + table + " (id, at, label) VALUES (nextval('numbers'), ?, ?) RETURNING id, at, label";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, at);
            statement.setString(2, label);
            written(statement, 0);
        }
    }

    private void change(Connection connection, String sql, Object value, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.setLong(2, id);
            written(statement, id);
        }
    }

    private void written(PreparedStatement statement, long before) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.remove(before);
                rows.put(result.getLong(1), result.getInt(2) + "|" + result.getString(3));
            }
        }
    }
}
