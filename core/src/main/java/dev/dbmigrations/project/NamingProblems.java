package dev.dbmigrations.project;

import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;

/** What can be wrong with the name or the columns given for a new migration, in words. */
final class NamingProblems {

    private NamingProblems() {}

    private static MigrationException of(String code, String what, String reason, String advice) {
        return MigrationException.userMustAct(
                ExitCode.USAGE, code, what, why(reason), state("nothing was written"), next(advice));
    }

    static MigrationException pathInName(String name) {
        return of(
                "DBM-1140",
                "not a migration's name: " + name,
                "it holds a path; migrations are written into the first folder of `migrations`",
                "db-migrations create " + MigrationName.toSnakeCase(name));
    }

    static MigrationException emptyName(String name) {
        return of(
                "DBM-1140",
                "not a migration's name: \"" + name + "\"",
                "there is no letter and no digit in it to name a file by",
                "db-migrations create add_users_table");
    }

    static MigrationException longName(String name) {
        return of(
                "DBM-1140",
                "a name of " + name.length() + " characters is too long",
                "histories hold " + MigrationName.LONGEST,
                "shorten it; the file's comments have room for the rest");
    }
}
