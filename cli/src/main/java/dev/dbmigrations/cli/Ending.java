package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import java.util.Map;
import java.util.Optional;

/**
 * How a command ended that did not throw.
 *
 * @param exit what the shell is told
 * @param failure why it counts as failed, although it came to its end
 * @param details what it did, for the JSON document
 * @param closing whether a summary is printed
 */
public record Ending(ExitCode exit, Optional<Failure> failure, Map<String, Object> details, Closing closing) {

    /** How the output ends. */
    public enum Closing {
        SUMMARY,
        /** The output is made to be read by another program as it is. */
        NOTHING
    }

    public static Ending done(Map<String, Object> details) {
        return new Ending(ExitCode.DONE, Optional.empty(), details, Closing.SUMMARY);
    }

    /** What was printed is all there is to say. */
    public static Ending printed() {
        return new Ending(ExitCode.DONE, Optional.empty(), Map.of(), Closing.NOTHING);
    }

    /** The command did its job, and a script can tell from the exit code what it found. */
    public Ending with(ExitCode code) {
        return new Ending(code, failure, details, closing);
    }

    /** The command came to its end and has failed. */
    public static Ending failed(Failure failure, Map<String, Object> details) {
        return new Ending(failure.exit(), Optional.of(failure), details, Closing.SUMMARY);
    }
}
