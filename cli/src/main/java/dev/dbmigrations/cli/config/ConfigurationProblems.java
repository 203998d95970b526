package dev.dbmigrations.cli.config;

import static dev.dbmigrations.MigrationException.Fact.at;
import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.project.Nearest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** What can be wrong with what was set, in words. */
final class ConfigurationProblems {

    private ConfigurationProblems() {}

    private static MigrationException of(String code, String what, String place, String reason, String advice) {
        return MigrationException.userMustAct(
                ExitCode.USAGE, code, what, at(place), why(reason), state("nothing was run"), next(advice));
    }

    static MigrationException unknownKey(String place, String key, Collection<String> known) {
        return of(
                "DBM-1402",
                "there is no setting called " + key,
                place,
                "a setting that is passed over would leave another in force than was meant",
                Nearest.to(key, known)
                        .map(meant -> "write " + meant)
                        .orElse("write one of: " + String.join(", ", known)));
    }

    static MigrationException onlyInEnvironment(String place, String key) {
        return of(
                "DBM-1402",
                key + " stands outside of an environment",
                place,
                "it is about one database, so it must not reach the others",
                "write it below [env.dev] or another environment");
    }

    static MigrationException badValue(Given given, List<String> known) {
        Key key = given.key();
        String wanted = known.isEmpty() ? key.kind().words() : "one of: " + String.join(", ", known);
        return of(
                "DBM-1403",
                "%s cannot be \"%s\"".formatted(key.word(), given.shown()),
                given.origin(),
                "it takes " + wanted,
                Nearest.to(given.text(), known).map(meant -> "write " + meant).orElse("set it to " + wanted));
    }

    static MigrationException badCount(Given given, long least, long most) {
        String range = most == Long.MAX_VALUE ? "%d or more".formatted(least) : "from %d to %d".formatted(least, most);
        return of(
                "DBM-1403",
                "%s cannot be \"%s\"".formatted(given.key().word(), given.shown()),
                given.origin(),
                "it takes a whole number, " + range,
                "set it to a whole number, " + range);
    }

    static MigrationException badKind(String place, Key key, String kind) {
        return of(
                "DBM-1403",
                "%s cannot be %s".formatted(key.word(), kind),
                place,
                "it takes " + key.kind().words(),
                "set it to " + key.kind().words());
    }

    static MigrationException noTable(String place, String name, String kind) {
        return of(
                "DBM-1403",
                "%s cannot be %s".formatted(name, kind),
                place,
                "an environment is a table of settings",
                "write [env.dev] and the settings below it");
    }

    static MigrationException unknownEnvironment(String name, String origin, Collection<String> known) {
        String others = known.isEmpty() ? "no environment is defined" : "defined are: " + String.join(", ", known);
        String advice = Nearest.to(name, known)
                .map(meant -> "db-migrations --env " + meant + " …")
                .orElse("add [env." + name + "] to db-migrations.toml");
        return of("DBM-1404", "there is no environment called " + name, origin, others, advice);
    }

    static MigrationException whichEnvironment(String place, Collection<String> known) {
        return of(
                "DBM-1404",
                "which environment?",
                place,
                "none is called dev, and there are several: " + String.join(", ", known),
                "db-migrations --env " + known.iterator().next() + " …   (or set DB_MIGRATIONS_ENV)");
    }

    static MigrationException undefinedVariable(String place, Key key, String variable) {
        return of(
                "DBM-1405",
                "%s needs the variable %s".formatted(key.word(), variable),
                place,
                "it is not set, and no default is given",
                "export %s=…, or write ${%s:-default}".formatted(variable, variable));
    }

    static MigrationException openVariable(String place, Key key) {
        return of(
                "DBM-1405",
                "%s has a ${ that is never closed".formatted(key.word()),
                place,
                "a variable is written ${NAME} or ${NAME:-default}",
                "write }, or $${ for the two characters themselves");
    }

    static MigrationException passwordTyped(String option) {
        return of(
                "DBM-1406",
                "a password on the command line",
                option,
                "every user of this machine can read it in the list of processes, and the shell keeps it",
                "set DB_MIGRATIONS_PASSWORD or DB_MIGRATIONS_PASSWORD_FILE, or pipe it: --password-stdin");
    }

    static MigrationException badAddress(String shown, String reason, String advice) {
        return of("DBM-1407", "not the address of a database", shown, reason, advice);
    }

    static MigrationException noFile(String shown, String reason) {
        return of("DBM-1408", "no configuration at " + shown, shown, reason, "db-migrations init   (writes one)");
    }

    static MigrationException unreadable(String shown, String origin, IOException cause) {
        return of(
                        "DBM-1409",
                        "cannot be read: " + shown,
                        origin,
                        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                        "correct the path, or give this user the right to read it")
                .causedBy(cause);
    }

    static MigrationException noPasswordOnInput() {
        return of(
                "DBM-1410",
                "no password came in",
                "--password-stdin",
                "standard input is empty",
                "pipe it, for example: cat password.txt | db-migrations up --password-stdin");
    }
}
