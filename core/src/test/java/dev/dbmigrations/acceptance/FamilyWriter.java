package dev.dbmigrations.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A client of a parent table and its two children, which knows what it has written. Its rows are its own, so that what it
 * waits for is not another client.
 */
final class FamilyWriter implements Callable<FamilyWriter> {
    private static final long NONE = -1;
    private final String url;
    private final int number;
    private final Random random;
    private final Map<Long, String> parents = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private volatile boolean stopped;
    private long statements;
    private long longestNanos;

    FamilyWriter(String url, int number) {
        this.url = url;
        this.number = number;
        this.random = new Random(number);
    }

    void stop() {
        stopped = true;
    }

    /** What is to be found of its parents: id and name; a name of null when it is to be gone. */
    Map<Long, String> parents() {
        return parents;
    }

    List<String> failures() {
        return failures;
    }

    long statements() {
        return statements;
    }

    long longestMillis() {
        return longestNanos / 1_000_000;
    }

    @Override
    public FamilyWriter call() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int turn = 0; !stopped && failures.size() < 10; turn++) {
                try {
                    turn(connection, turn);
                } catch (SQLException failure) {
                    failures.add(String.valueOf(failure.getMessage()));
                }
            }
        }
        return this;
    }

    private void turn(Connection connection, int turn) throws SQLException {
        String name = "w" + number + "-" + turn;
        List<Long> mine = List.copyOf(parents.keySet());
        long one = mine.isEmpty() ? NONE : mine.get(random.nextInt(mine.size()));
        switch (one == NONE ? 0 : random.nextInt(6)) {
            case 0 -> {
                Long id = timed(connection, "INSERT INTO parents (name) VALUES (?) RETURNING id", name);
                parents.put(id, name);
            }
            case 1 -> {
                timed(connection, "UPDATE parents SET name = ? WHERE id = ? RETURNING id", name, one);
                parents.put(one, name);
            }
            case 2 -> timed(connection, "INSERT INTO orders (parent) VALUES (?) RETURNING id", one);
            case 3 -> timed(connection, "INSERT INTO notes (parent, text) VALUES (?, ?) RETURNING id", one, name);
            case 4 -> timed(connection, "UPDATE notes SET text = ? WHERE parent = ? RETURNING id", name, one);
            default -> {
                if (mine.size() > 50) {
                    timed(connection, "DELETE FROM parents WHERE id = ? RETURNING id", one);
                    parents.remove(one);
                }
            }
        }
    }

    private Long timed(Connection connection, String sql, Object... arguments) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof Long id) {
                    statement.setLong(i + 1, id);
                } else {
                    statement.setObject(i + 1, arguments[i]);
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : NONE;
            }
        } finally {
            statements++;
            longestNanos = Math.max(longestNanos, System.nanoTime() - start);
        }
    }
}
