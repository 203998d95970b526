package dev.dbmigrations.backfill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Users of the database who write all the time, until closed. */
final class Others implements AutoCloseable {
    private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private static final String DEADLOCK = "40P01";
    private final AtomicLong deadlocks = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final List<Thread> threads;
    private volatile boolean over;

    /** What a user does next. */
    @FunctionalInterface
    interface Habit {
        /** One transaction's statements. */
        List<String> next(Random random);
    }

    Others(String url, int users, long seed, Habit habit) {
        threads = IntStream.range(0, users)
                .mapToObj(user -> Thread.ofPlatform().start(() -> write(url, new Random(seed + user), habit)))
                .toList();
    }

    private void write(String url, Random random, Habit habit) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!over) {
                transaction(connection, statement, habit.next(random));
            }
        } catch (SQLException e) {
            failures.add(e);
        }
    }

    private void transaction(Connection connection, Statement statement, List<String> statements) throws SQLException {
        try {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
            done.incrementAndGet();
        } catch (SQLException e) {
            if (!DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
            deadlocks.incrementAndGet();
            connection.rollback();
        }
    }

    /** How often one of them was the victim of a deadlock, be it only among themselves. */
    long deadlocks() {
        return deadlocks.get();
    }

    long transactions() {
        return done.get();
    }

    /** What went wrong for them so far. */
    List<SQLException> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Others::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
