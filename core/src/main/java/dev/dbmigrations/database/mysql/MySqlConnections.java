package dev.dbmigrations.database.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.mariadb.jdbc.Connection;
import org.mariadb.jdbc.Driver;

/** Opens connections in a known state. */
final class MySqlConnections {
    private static final String OURS = "db-migrations";
    private static final String MILLISECONDS_TO_CONNECT = "10000";

    /**
     * Strict, so that nothing is cut to fit in silence; zero dates are let be, because rows that have them must survive a
     * change of their table. Neither ANSI_QUOTES nor NO_BACKSLASH_ESCAPES: files are read as the servers read them by default.
     */
    static final String SQL_MODE = "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final String SETTINGS = "SET SESSION time_zone = '+00:00', sql_mode = '" + SQL_MODE
            + "', foreign_key_checks = 1, unique_checks = 1, autocommit = 1, sql_safe_updates = 0, wait_timeout = 28800, "
            + MySqlBudgets.UNLIMITED + ";"
            + " SET SESSION group_concat_max_len = 1048576";

    private MySqlConnections() {}

    /**
     * @param sessionId the server's number for the connection
     * @param readCommitted whether transactions may run at READ COMMITTED: not where the log holds statements
     */
    record Opened(Connection connection, long sessionId, MySqlVersion version, boolean readCommitted) {}

    /** @throws dev.dbmigrations.MigrationException with what to do about it */
    static Opened open(MySqlTarget target, String purpose) {
        try {
            java.sql.Connection connection = new Driver().connect(target.driverUrl(), properties(target, purpose));
            if (connection == null) {
                throw new SQLException("not an address of MySQL or MariaDB: " + target.place(), "08001");
            }
            return greeted(connection.unwrap(Connection.class));
        } catch (SQLException failure) {
            throw MySqlConnectFailures.explain(failure, target);
        }
    }

    private static Opened greeted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            try (ResultSet row =
                    statement.executeQuery("SELECT CONNECTION_ID(), VERSION(), @@log_bin, @@binlog_format")) {
                row.next();
                boolean statementsLogged = row.getBoolean(3) && "STATEMENT".equals(row.getString(4));
                MySqlVersion version = MySqlVersion.of(row.getString(2));
                Opened opened = new Opened(connection, row.getLong(1), version, !statementsLogged);
                isolate(statement, opened);
                return opened;
            }
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Gap locks would keep out writers of rows that no statement of ours touches. */
    private static void isolate(Statement statement, Opened opened) throws SQLException {
        String level = opened.readCommitted() ? "READ COMMITTED" : "REPEATABLE READ";
        String fresh = opened.version().isMariaDb() ? "" : "; SET SESSION information_schema_stats_expiry = 0";
        statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL " + level + fresh);
    }

    private static Properties properties(MySqlTarget target, String purpose) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", MILLISECONDS_TO_CONNECT);
        properties.setProperty("tcpKeepAlive", "true");
        // Several statements in one round trip; arguments are put into the text by the driver, nothing is kept on the
        // server.
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("useAffectedRows", "false");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectionAttributes", "program_name:" + applicationName(purpose));
        target.properties().forEach(properties::setProperty);
        if (!target.user().isEmpty()) {
            properties.setProperty("user", target.user());
        }
        String password = target.password().get();
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** What the server's operators see in {@code performance_schema.session_connect_attrs}. */
    static String applicationName(String purpose) {
        String name = purpose.startsWith(OURS) ? purpose : OURS + " " + purpose;
        return name.replaceAll("[,:]", " ");
    }
}
