package dev.dbmigrations.database.mysql;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.ConnectFailure;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why no session could be opened, as told to a person. No message of it has a password. */
enum MySqlConnectFailures {
    NOT_REACHABLE(
            ConnectFailure.NOT_REACHABLE,
            "start the server, or correct host and port of the url, then run the same command again"),
    UNKNOWN_HOST(ConnectFailure.UNKNOWN_HOST, "correct the host in the url, then run the same command again"),
    LOGIN_REFUSED(
            ConnectFailure.LOGIN_REFUSED,
            "correct user or password (environment, *_FILE or --password-stdin), then run the same command again"),
    NO_SUCH_DATABASE(
            ConnectFailure.NO_SUCH_DATABASE, "correct the database in the url, or create it: CREATE DATABASE %s"),
    ENCRYPTION(
            ConnectFailure.ENCRYPTION,
            "set sslMode in the url to what the server wants: trust, verify-full, or disable if it has no certificate"),
    TOO_MANY_CONNECTIONS(
            ConnectFailure.TOO_MANY_CONNECTIONS,
            "end sessions or raise max_connections, then run the same command again"),
    NOT_ALLOWED_FROM_HERE(
            ConnectFailure.NOT_ALLOWED_FROM_HERE,
            "create the user for this machine's address, then run the same command again"),
    OTHER(ConnectFailure.OTHER, "correct what the server says, then run the same command again");

    private final ConnectFailure failure;
    private final String next;

    MySqlConnectFailures(ConnectFailure failure, String next) {
        this.failure = failure;
        this.next = next;
    }

    static MigrationException explain(SQLException failure, MySqlTarget target) {
        MySqlConnectFailures reason = reason(failure);
        String subject = reason == NO_SUCH_DATABASE ? target.database() : target.hosts();
        return reason.failure
                .explain(
                        subject,
                        target.toString(),
                        MySqlFailures.message(failure),
                        reason.next.formatted(target.database()))
                .causedBy(failure);
    }

    private static MySqlConnectFailures reason(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1044, 1045, 1251, 1698, 4151 -> LOGIN_REFUSED;
            case 1049 -> NO_SUCH_DATABASE;
            case 1040, 1203, 1226 -> TOO_MANY_CONNECTIONS;
            case 1129, 1130 -> NOT_ALLOWED_FROM_HERE;
            default -> byCause(failure);
        };
    }

    private static MySqlConnectFailures byCause(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return ENCRYPTION;
            }
        }
        String message = MySqlFailures.message(failure).toLowerCase(Locale.ROOT);
        if (message.contains("ssl") || message.contains("certificate")) {
            return ENCRYPTION;
        }
        return String.valueOf(failure.getSQLState()).startsWith("08") ? NOT_REACHABLE : OTHER;
    }
}
