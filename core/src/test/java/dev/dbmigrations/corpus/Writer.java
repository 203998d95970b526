package dev.dbmigrations.corpus;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A client that runs its statements over and over, and would notice if one failed or had to wait. */
final class Writer implements AutoCloseable {
    /** The driver prepares on the server what it sees for the fifth time. */
    private static final int WARM = 6;

    private static final AtomicLong NUMBERS = new AtomicLong();
    private final Ground ground;
    private final List<String> texts;
    private final List<String> failures = new ArrayList<>();
    private final Connection connection;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long rounds;
    private long rowsAdded;

    private Writer(Ground ground, Connection connection, List<String> texts) {
        this.ground = ground;
        this.connection = connection;
        this.texts = texts;
        this.thread = new Thread(this::work, "writer");
    }

    /** Returns when it is at full speed. */
    static Writer start(Ground ground, Connection connection, List<String> texts) {
        Writer writer = new Writer(ground, connection, texts);
        writer.thread.start();
        writer.awaitWork();
        return writer;
    }

    /** Returns when everything has been done some more times, or the writer has failed. */
    void awaitWork() {
        long enough = rounds + WARM;
        await().atMost(Duration.ofSeconds(30)).until(() -> rounds >= enough || !thread.isAlive());
    }

    private void work() {
        try (Statement settings = connection.createStatement()) {
            settings.execute(ground.patience());
            for (long round = 0; !stopped; round++) {
                for (String text : texts) {
                    once(text);
                }
                rounds = round;
            }
        } catch (SQLException e) {
            failures.add(e.getMessage());
        }
    }

    private void once(String text) throws SQLException {
        String[] parts = text.split(":n\\b", -1);
        try (PreparedStatement statement =
                connection.prepareStatement(String.join(ground.numberPlaceholder(), parts))) {
            long number = NUMBERS.incrementAndGet();
            for (int i = 1; i < parts.length; i++) {
                statement.setLong(i, number);
            }
            int rows = statement.executeUpdate();
            rowsAdded += text.startsWith("INSERT") ? rows : text.startsWith("DELETE") ? -rows : 0;
        } catch (SQLException e) {
            throw new SQLException(text + "\n" + e.getMessage(), e);
        }
    }

    boolean isOver() {
        return stopped;
    }

    /** Those of an ended writer. */
    List<String> failures() {
        return failures;
    }

    /** Inserted less deleted, by an ended writer. */
    long rowsAdded() {
        return rowsAdded;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            failures.add(e.getMessage());
        }
    }
}
