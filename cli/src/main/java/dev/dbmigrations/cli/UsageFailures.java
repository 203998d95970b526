package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with what was typed. */
public final class UsageFailures {
    private UsageFailures() {}

    /** The parser's complaint as one of ours. */
    static Failure of(ParameterException complaint, CommandLine refusing, String... arguments) {
        return new Failure(wrong(
                "the command line is not understood",
                "db-migrations " + String.join(" ", arguments),
                reason(complaint),
                refusing.getCommandSpec().qualifiedName(" ") + " --help"));
    }

    private static String reason(ParameterException complaint) {
        String message = String.valueOf(complaint.getMessage());
        String why = Character.toLowerCase(message.charAt(0)) + message.substring(1);
        if (!(complaint instanceof UnmatchedArgumentException unmatched)) {
            return why;
        }
        List<String> suggestions = unmatched.getSuggestions();
        if (unmatched.getCommandLine().getParent() == null && !unmatched.isUnknownOption()) {
            why = "there is no command \"" + unmatched.getUnmatched().getFirst() + "\"";
        }
        return suggestions.isEmpty() ? why : why + "; did you mean " + String.join(" or ", suggestions) + "?";
    }

    /** Something typed that cannot be done. */
    public static MigrationException wrong(String what, String at, String why, String next) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-9002",
                what,
                Fact.at(at),
                Fact.why(why),
                Fact.state("nothing was done"),
                Fact.next(next));
    }
}
