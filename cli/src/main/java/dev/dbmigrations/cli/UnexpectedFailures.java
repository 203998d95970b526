package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.cli.GlobalOptions.Detail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Faults of this program: written to a log with everything that helps to find them, told to the user in a few lines. */
final class UnexpectedFailures {
    private final String command;
    private final GlobalOptions options;

    UnexpectedFailures(String command, GlobalOptions options) {
        this.command = command;
        this.options = options;
    }

    Failure written(Throwable thrown) {
        String trace = Redaction.redacted(trace(thrown));
        String firstLine = trace.lines().findFirst().orElse("no reason");
        String why = options.output().detail() == Detail.VERBOSE ? trace.stripTrailing() : firstLine;
        MigrationException told = new MigrationException(
                "DBM-9001",
                MigrationException.Kind.BUG,
                ExitCode.FAILED,
                "db-migrations " + command + " met something it does not expect",
                List.of(
                        Fact.at(kept(trace)),
                        Fact.why(why.replace("\t", "  ")),
                        Fact.state(
                                "what was recorded is safe: a run that was stopped here can be continued or taken back"),
                        Fact.next("db-migrations status; please report the fault with the log")));
        return new Failure(told.causedBy(thrown));
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Where the log is: with the project's own files, or where temporary files are when they cannot be written. */
    private String kept(String trace) {
        try {
            Path folder = Files.createDirectories(options.directory().resolve(".db-migrations/log"));
            return write(Files.createTempFile(folder, "fault-", ".log"), trace);
        } catch (IOException e) {
            try {
                return write(Files.createTempFile("db-migrations-fault-", ".log"), trace);
            } catch (IOException again) {
                return "no log could be written: " + again.getMessage();
            }
        }
    }

    private String write(Path log, String trace) throws IOException {
        String head = "db-migrations %s %s\nJava %s on %s %s\n\n"
                .formatted(
                        ProgramVersion.number(),
                        command,
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
        Files.writeString(log, head + trace);
        return log.toString();
    }
}
