package dev.dbmigrations.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A PostgreSQL server that listens on this port, asked as its superuser. */
record PostgresAdministration(int port) implements Administration {
    /** duplicate_database, and unique_violation where two create it at the same moment (PostgreSQL 14 to 18). */
    private static final Set<String> EXISTS_ALREADY = Set.of("42P04", "23505");

    private static final String OTHER_CLIENTS = """
            select exists (
                select from pg_stat_activity
                where backend_type in ('client backend', 'walsender') and pid <> pg_backend_pid())
            """;

    @Override
    public String url(String database) {
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + PostgresCluster.SUPERUSER;
    }

    @Override
    public String versionWith(String database) throws SQLException {
        try (Connection connection = connect()) {
            create(connection, database);
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect()) {
            create(connection, name);
        }
    }

    @Override
    public boolean hasOtherClients() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(OTHER_CLIENTS)) {
            return !answer.next() || answer.getBoolean(1);
        } catch (SQLException e) {
            return true;
        }
    }

    private static void create(Connection connection, String database) throws SQLException {
        if (exists(connection, database)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\"");
        } catch (SQLException e) {
            if (!EXISTS_ALREADY.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"));
    }
}
