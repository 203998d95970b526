package dev.dbmigrations.cli.config;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings can come from.
 *
 * @param search where the file is looked for
 * @param variables of the process
 * @param options what was typed
 * @param home the user's folder, for {@code .pgpass} and {@code .my.cnf}
 * @param in read to its first line end when {@code --password-stdin} was typed
 */
public record Sources(Search search, Map<String, String> variables, Options options, Path home, InputStream in) {

    public Sources {
        variables = Map.copyOf(variables);
    }

    /** Variables hold secrets, so they are not printed. */
    @Override
    public String toString() {
        return search + " " + options;
    }

    /**
     * @param directory from where to look, upwards
     * @param file the file itself, when it was named
     */
    public record Search(Path directory, Optional<Path> file) {}

    /**
     * @param environment the name of the environment
     * @param values by key, each in the form it has in a variable
     * @param password how the password comes
     */
    public record Options(Optional<String> environment, Map<String, String> values, PasswordSource password) {
        public Options {
            values = Map.copyOf(values);
        }
    }

    /** How a password comes with the command line, on which it never stands itself. */
    public enum PasswordSource {
        NOT_GIVEN,
        STANDARD_INPUT
    }
}
