package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.ServerVersion;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;

/** Opens connections in a known state. */
final class Connections {

    private static final String OURS = "db-migrations";
    private static final int LONGEST_NAME = 63;
    private static final String SECONDS_TO_CONNECT = "10";

    /**
     * One round trip: the driver has sent the time zone of this machine, and a role may have settings of its own. Any
     * number of extra digits above zero shows floats exactly (PostgreSQL 12).
     */
    private static final String FIRST_WORDS = """
            SET TimeZone = 'UTC';
            SET standard_conforming_strings = on;
            SET client_encoding = 'UTF8';
            SET extra_float_digits = 1;
            SET jit = off;
            SELECT pg_backend_pid(), current_setting('server_version_num'), current_setting('server_version')""";

    private Connections() {}

    /**
     * @param sessionId the number of the server's process
     * @param behindPooler whether somebody else answered the login than runs the statements
     */
    record Opened(PgConnection connection, long sessionId, ServerVersion version, boolean behindPooler) {}

    /** @throws dev.dbmigrations.MigrationException with what to do about it */
    static Opened open(PostgresTarget target, String purpose) {
        try {
            Connection connection = new Driver().connect(target.url(), properties(target, purpose));
            if (connection == null) {
                throw new SQLException("not an address of PostgreSQL: " + target.place(), "08001");
            }
            return greeted(connection.unwrap(PgConnection.class));
        } catch (SQLException failure) {
            throw ConnectFailures.explain(failure, target);
        }
    }

    private static Opened greeted(PgConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean isResult = statement.execute(FIRST_WORDS);
            while (!isResult) {
                isResult = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                long id = result.getLong(1);
                ServerVersion version = version(result.getInt(2), result.getString(3));
                return new Opened(connection, id, version, connection.getBackendPID() != id);
            }
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static ServerVersion version(int number, String text) {
        return new ServerVersion("postgresql", number / 10_000, number % 10_000, text);
    }

    private static Properties properties(PostgresTarget target, String purpose) {
        Properties properties = new Properties();
        set(properties, PGProperty.CONNECT_TIMEOUT, SECONDS_TO_CONNECT);
        set(properties, PGProperty.LOGIN_TIMEOUT, SECONDS_TO_CONNECT);
        set(properties, PGProperty.TCP_KEEP_ALIVE, "true");
        set(properties, PGProperty.SOCKET_FACTORY, WatchedSockets.class.getName());
        target.properties().forEach(properties::setProperty);
        if (!target.user().isEmpty()) {
            set(properties, PGProperty.USER, target.user());
        }
        target.password().get().ifPresent(password -> set(properties, PGProperty.PASSWORD, password));
        set(properties, PGProperty.APPLICATION_NAME, applicationName(purpose));
        // Texts without arguments go as one simple query, neither split nor searched for placeholders.
        set(properties, PGProperty.PREFER_QUERY_MODE, "extendedForPrepared");
        // No prepared statement outlives its use: behind a pooler the next one may reach another server process.
        set(properties, PGProperty.PREPARE_THRESHOLD, "0");
        // The server decides what type a text argument has.
        set(properties, PGProperty.STRING_TYPE, "unspecified");
        return properties;
    }

    private static void set(Properties properties, PGProperty property, String value) {
        properties.setProperty(property.getName(), value);
    }

    /** What the server's operators see; the server keeps 63 bytes of printable ASCII. */
    static String applicationName(String purpose) {
        String name = purpose.startsWith(OURS) ? purpose : OURS + " " + purpose;
        String printable = new String(name.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        return printable.substring(0, Math.min(LONGEST_NAME, printable.length()));
    }
}
