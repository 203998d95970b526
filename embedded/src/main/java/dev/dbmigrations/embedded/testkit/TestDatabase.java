package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An empty database of one test; closing drops it and ends whatever is still connected to it. */
public final class TestDatabase implements AutoCloseable {
    private final String adminUrl;
    private final String url;
    private final String name;

    private TestDatabase(EmbeddedPostgres server, String name) {
        this.adminUrl = server.jdbcUrl("postgres");
        this.url = server.jdbcUrl(name);
        this.name = name;
    }

    static TestDatabase create(EmbeddedPostgres server, String name) {
        TestDatabase database = new TestDatabase(server, name);
        try {
            execute(database.adminUrl, "CREATE DATABASE " + name + " TEMPLATE template0");
        } catch (SQLException e) {
            throw new IllegalStateException("could not create " + name, e);
        }
        return database;
    }

    public String name() {
        return name;
    }

    /** With everything a driver needs: user, no password. */
    public String url() {
        return url;
    }

    /** A new connection, the caller's to close. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Runs one or more statements through a connection of its own. */
    public void execute(String sql) throws SQLException {
        execute(url, sql);
    }

    @Override
    public void close() throws SQLException {
        execute(adminUrl, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
