package dev.dbmigrations.database.postgres;

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
enum ConnectFailures {
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
            "correct user or password (environment, *_FILE, --password-stdin or .pgpass), then run the same command again"),
    NO_SUCH_DATABASE(
            "DBM-8004",
            Kind.USER_MUST_ACT,
            "no such database: %s",
            "correct the database in the url, or create it: createdb %s"),
    ENCRYPTION(
            "DBM-8005",
            Kind.USER_MUST_ACT,
            "no encrypted connection with %s as it is demanded",
            "set sslmode in the url to what the server wants: require, verify-full, or disable if it has no certificate"),
    TOO_MANY_CONNECTIONS(
            "DBM-8006",
            Kind.RETRYABLE,
            "%s has no connection left",
            "end sessions or raise max_connections, then run the same command again"),
    NOT_ALLOWED_FROM_HERE(
            "DBM-8007",
            Kind.USER_MUST_ACT,
            "%s does not accept this user from this machine",
            "add a line for user, database and this machine to the server's pg_hba.conf, then: select pg_reload_conf()"),
    STARTING_OR_STOPPING(
            "DBM-8008",
            Kind.RETRYABLE,
            "%s is starting up or shutting down",
            "wait a moment, then run the same command again"),
    OTHER(
            "DBM-8009",
            Kind.USER_MUST_ACT,
            "no session with %s",
            "correct what the server says, then run the same command again");

    private final String code;
    private final Kind kind;
    private final String what;
    private final String next;

    ConnectFailures(String code, Kind kind, String what, String next) {
        this.code = code;
        this.kind = kind;
        this.what = what;
        this.next = next;
    }

    static MigrationException explain(SQLException failure, PostgresTarget target) {
        ConnectFailures reason = reason(failure, target);
        String subject = switch (reason) {
            case NO_SUCH_DATABASE -> target.database();
            default -> target.hosts();
        };
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(target.place()));
        facts.add(Fact.why(DatabaseFailures.message(failure)));
        facts.add(Fact.state("no session was opened, so nothing was changed"));
        facts.add(Fact.next(reason.next.formatted(target.database())));
        return new MigrationException(
                        reason.code, reason.kind, ExitCode.NO_CONNECTION, reason.what.formatted(subject), facts)
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
