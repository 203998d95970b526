package dev.dbmigrations.embedded.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** An empty database of one test; closing drops it and ends whatever is still connected to it. */
public final class TestDatabase implements AutoCloseable {
    private final Creation creation;
    private final String adminUrl;
    private final String url;
    private final String name;

    private TestDatabase(Creation creation, UnaryOperator<String> urls, String name) {
        this.creation = creation;
        this.adminUrl = urls.apply(creation.adminDatabase());
        this.url = urls.apply(name);
        this.name = name;
    }

    /** Made at the server that has these addresses for its databases. */
    static TestDatabase create(Creation creation, UnaryOperator<String> urls, String name) {
        TestDatabase database = new TestDatabase(creation, urls, name);
        try (Connection admin = DriverManager.getConnection(database.adminUrl);
                Statement statement = admin.createStatement()) {
            creation.create(statement, name);
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
        creation.execute(url, sql);
    }

    @Override
    public void close() throws SQLException {
        try (Connection admin = DriverManager.getConnection(adminUrl);
                Statement statement = admin.createStatement()) {
            creation.drop(statement, name);
        }
    }
}
