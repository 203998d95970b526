package dev.dbmigrations.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection on which statements run one by one, each committed by itself unless told otherwise. */
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    private Sql(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    static Sql open(String url) throws SQLException {
        return new Sql(DriverManager.getConnection(url));
    }

    void run(String... statements) throws SQLException {
        for (String sql : statements) {
            statement.execute(sql);
        }
    }

    /** All of them or none. */
    void together(String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try {
            run(statements);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The first value of the first row; 0 where that is NULL, or where there is no row. */
    double number(String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getDouble(1) : 0;
        }
    }

    /** The first value of the first row; empty where that is NULL, or where there is no row. */
    String text(String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            String found = rows.next() ? rows.getString(1) : null;
            return found == null ? "" : found;
        }
    }

    /** The first value of each row. */
    List<String> texts(String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
