package dev.dbmigrations.embedded.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How a test's database is made, and dropped under whoever is still connected to it. */
enum Creation {
    POSTGRES("postgres", "") {
        @Override
        void create(Statement statement, String name) throws SQLException {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        }

        @Override
        void drop(Statement statement, String name) throws SQLException {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    },

    MYSQL("", "&allowMultiQueries=true") {
        @Override
        void create(Statement statement, String name) throws SQLException {
            statement.execute("CREATE DATABASE " + name);
        }

        @Override
        void drop(Statement statement, String name) throws SQLException {
            List<Long> connections = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT id FROM information_schema.processlist WHERE db = '" + name + "'")) {
                while (rows.next()) {
                    connections.add(rows.getLong(1));
                }
            }
            for (long connection : connections) {
                end(statement, connection);
            }
            statement.execute("DROP DATABASE IF EXISTS " + name);
        }
    };

    /** {@code ER_NO_SUCH_THREAD}: it has ended by itself. */
    private static final int NO_SUCH_THREAD = 1094;

    private final String adminDatabase;
    private final String severalStatements;

    Creation(String adminDatabase, String severalStatements) {
        this.adminDatabase = adminDatabase;
        this.severalStatements = severalStatements;
    }

    abstract void create(Statement statement, String name) throws SQLException;

    abstract void drop(Statement statement, String name) throws SQLException;

    /** The database that is always there; empty for none at all. */
    String adminDatabase() {
        return adminDatabase;
    }

    /** Runs one or more statements through a connection of its own. */
    void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + severalStatements);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void end(Statement statement, long connection) throws SQLException {
        try {
            statement.execute("KILL " + connection);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }
}
