package dev.dbmigrations.database.postgres;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.ConnectFailure;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why no session could be opened, as told to a person. No message of it has a password. */
enum ConnectFailures {
    NOT_REACHABLE(
            ConnectFailure.NOT_REACHABLE,
            "start the server, or correct host and port of the url, then run the same command again"),
    UNKNOWN_HOST(ConnectFailure.UNKNOWN_HOST, "correct the host in the url, then run the same command again"),
    LOGIN_REFUSED(
            ConnectFailure.LOGIN_REFUSED,
            "correct user or password (environment, *_FILE, --password-stdin or .pgpass), then run the same command again"),
    NO_SUCH_DATABASE(ConnectFailure.NO_SUCH_DATABASE, "correct the database in the url, or create it: createdb %s"),
    ENCRYPTION(
            ConnectFailure.ENCRYPTION,
            "set sslmode in the url to what the server wants: require, verify-full, or disable if it has no certificate"),
    TOO_MANY_CONNECTIONS(
            ConnectFailure.TOO_MANY_CONNECTIONS,
            "end sessions or raise max_connections, then run the same command again"),
    NOT_ALLOWED_FROM_HERE(
            ConnectFailure.NOT_ALLOWED_FROM_HERE,
            "add a line for user, database and this machine to the server's pg_hba.conf, then: select pg_reload_conf()"),
    STARTING_OR_STOPPING(ConnectFailure.STARTING_OR_STOPPING, "wait a moment, then run the same command again"),
    OTHER(ConnectFailure.OTHER, "correct what the server says, then run the same command again");

    private final ConnectFailure failure;
    private final String next;

    ConnectFailures(ConnectFailure failure, String next) {
        this.failure = failure;
        this.next = next;
    }

    static MigrationException explain(SQLException failure, PostgresTarget target) {
        ConnectFailures reason = reason(failure, target);
        String subject = reason == NO_SUCH_DATABASE ? target.database() : target.hosts();
        return reason.failure
                .explain(
                        subject,
                        target.place(),
                        DatabaseFailures.message(failure),
                        reason.next.formatted(target.database()))
                .causedBy(failure);
    }

    private static ConnectFailures reason(SQLException failure, PostgresTarget target) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "28P01" -> LOGIN_REFUSED;
            case "28000" -> refusedByRule(DatabaseFailures.message(failure), target);
            case "3D000" -> NO_SUCH_DATABASE;
            case "53300" -> TOO_MANY_CONNECTIONS;
            case "57P03" -> STARTING_OR_STOPPING;
            default -> byCause(failure);
        };
    }

    /** The server has one code for an unknown role and for a missing line in pg_hba.conf. */
    private static ConnectFailures refusedByRule(String message, PostgresTarget target) {
        if (!message.contains("pg_hba.conf")) {
            return LOGIN_REFUSED;
        }
        boolean plainByChoice = "disable".equals(target.properties().get("sslmode"));
        return plainByChoice && message.contains("no encryption") ? ENCRYPTION : NOT_ALLOWED_FROM_HERE;
    }

    private static ConnectFailures byCause(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return ENCRYPTION;
            }
        }
        String message = DatabaseFailures.message(failure).toLowerCase(Locale.ROOT);
        String state = String.valueOf(failure.getSQLState());
        if (state.equals("08004")) {
            return message.contains("ssl") ? ENCRYPTION : LOGIN_REFUSED;
        }
        return state.startsWith("08") ? NOT_REACHABLE : OTHER;
    }
}
