package dev.dbmigrations.database;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import java.util.List;

/** Why no session could be opened, whatever the kind of server. */
public enum ConnectFailure {
    NOT_REACHABLE("DBM-8001", Kind.RETRYABLE, "no database answers at %s"),
    UNKNOWN_HOST("DBM-8002", Kind.USER_MUST_ACT, "no such host: %s"),
    LOGIN_REFUSED("DBM-8003", Kind.USER_MUST_ACT, "login refused at %s"),
    NO_SUCH_DATABASE("DBM-8004", Kind.USER_MUST_ACT, "no such database: %s"),
    ENCRYPTION("DBM-8005", Kind.USER_MUST_ACT, "no encrypted connection with %s as it is demanded"),
    TOO_MANY_CONNECTIONS("DBM-8006", Kind.RETRYABLE, "%s has no connection left"),
    NOT_ALLOWED_FROM_HERE("DBM-8007", Kind.USER_MUST_ACT, "%s does not accept this user from this machine"),
    STARTING_OR_STOPPING("DBM-8008", Kind.RETRYABLE, "%s is starting up or shutting down"),
    OTHER("DBM-8009", Kind.USER_MUST_ACT, "no session with %s");

    private final String code;
    private final Kind kind;
    private final String what;

    ConnectFailure(String code, Kind kind, String what) {
        this.code = code;
        this.kind = kind;
        this.what = what;
    }

    /**
     * The failure as told to a person.
     *
     * @param subject the hosts, or the database
     * @param at where the way led; without a password
     * @param why in the server's own words
     * @param next what to type or mend
     */
    public MigrationException explain(String subject, String at, String why, String next) {
        return new MigrationException(
                code,
                kind,
                ExitCode.NO_CONNECTION,
                what.formatted(subject),
                List.of(
                        Fact.at(at),
                        Fact.why(why),
                        Fact.state("no session was opened, so nothing was changed"),
                        Fact.next(next)));
    }
}
