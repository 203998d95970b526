package dev.dbmigrations.database.mysql;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why no session could be opened, as told to a person. No message of it has a password. */
enum MySqlConnectFailures {
    NOT_REACHABLE(
            "DBM-8001",
            Kind.RETRYABLE,
            "no database answers at %s",
            "start the server, or correct host and port of the url, then run the same command again"),
    UNKNOWN_HOST(
            "DBM-8002",
            Kind.USER_MUST_ACT,
            "no such host: %s",
            "correct the host in the url, then run the same command again"),
    LOGIN_REFUSED(
            "DBM-8003",
            Kind.USER_MUST_ACT,
            "login refused at %s",
            "correct user or password (environment, *_FILE or --password-stdin), then run the same command again"),
    NO_SUCH_DATABASE(
            "DBM-8004",
            Kind.USER_MUST_ACT,
            "no such database: %s",
            "correct the database in the url, or create it: CREATE DATABASE %s"),
    ENCRYPTION(
            "DBM-8005",
            Kind.USER_MUST_ACT,
            "no encrypted connection with %s as it is demanded",
            "set sslMode in the url to what the server wants: trust, verify-full, or disable if it has no certificate"),
    TOO_MANY_CONNECTIONS(
            "DBM-8006",
            Kind.RETRYABLE,
            "%s has no connection left",
            "end sessions or raise max_connections, then run the same command again"),
    NOT_ALLOWED_FROM_HERE(
            "DBM-8007",
            Kind.USER_MUST_ACT,
            "%s does not accept this user from this machine",
            "create the user for this machine's address, then run the same command again"),
    OTHER(
            "DBM-8009",
            Kind.USER_MUST_ACT,
            "no session with %s",
            "correct what the server says, then run the same command again");

    private final String code;
    private final Kind kind;
    private final String what;
    private final String next;

    MySqlConnectFailures(String code, Kind kind, String what, String next) {
        this.code = code;
        this.kind = kind;
        this.what = what;
        this.next = next;
    }

    static MigrationException explain(SQLException failure, MySqlTarget target) {
        MySqlConnectFailures reason = reason(failure);
        String subject = reason == NO_SUCH_DATABASE ? target.database() : target.hosts();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(target.toString()));
        facts.add(Fact.why(MySqlFailures.message(failure)));
        facts.add(Fact.state("no session was opened, so nothing was changed"));
        facts.add(Fact.next(reason.next.formatted(target.database())));
        return new MigrationException(
                        reason.code, reason.kind, ExitCode.NO_CONNECTION, reason.what.formatted(subject), facts)
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
