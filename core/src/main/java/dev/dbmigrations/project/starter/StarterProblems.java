package dev.dbmigrations.project.starter;

import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import java.util.Optional;

/** What can be wrong with what is given for a new migration, in words. */
final class StarterProblems {

    private static final String FORM = "a column is name:type[:unique][:index][:null|:notnull][:default=…]";

    private StarterProblems() {}

    private static MigrationException of(String code, String what, String reason, String advice) {
        return MigrationException.userMustAct(
                ExitCode.USAGE, code, what, why(reason), state("nothing was written"), next(advice));
    }

    static MigrationException notAColumn(String text) {
        return of("DBM-1141", "not a column: " + text, FORM, "write it like email:varchar(255):unique");
    }

    static MigrationException nullAndNotNull(String text) {
        return of("DBM-1141", "not a column: " + text, "it is both null and notnull", "keep one of the two");
    }

    static MigrationException unknownTrait(String text, String word, Optional<String> meant) {
        String advice = meant.map(known -> "write " + text.replace(":" + word, ":" + known))
                .orElse("take :" + word + " out");
        return of("DBM-1141", "not understood in %s: %s".formatted(text, word), FORM, advice);
    }

    static MigrationException columnsForNothing(String name, String columns) {
        return of(
                "DBM-1143",
                "columns given, and nothing to do with them: " + columns,
                "the name %s does not say to which table they belong".formatted(name),
                "name the table, for example: db-migrations create add_email_to_users email:text");
    }

    static MigrationException fileExists(String shown) {
        return of(
                "DBM-1142",
                "there is a file already: " + shown,
                "no file is ever overwritten",
                "type the same command again; it takes the next free version");
    }
}
