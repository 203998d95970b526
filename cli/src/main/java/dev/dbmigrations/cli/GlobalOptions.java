package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.Sources.PasswordSource;
import dev.dbmigrations.cli.terminal.Colours;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options that every command has.
 *
 * @param directory where to look for the project
 * @param choice on what to work
 * @param output how the report is written
 */
public record GlobalOptions(Path directory, Choice choice, Output output) {

    /**
     * @param config the configuration file, when it is not the one found upwards from the directory
     * @param environment the name of the environment to work on
     * @param confirm the name of the protected environment that may be changed
     * @param password how a password comes; never on the command line
     */
    public record Choice(
            Optional<Path> config, Optional<String> environment, Optional<String> confirm, PasswordSource password) {}

    /**
     * @param format for whom the report is
     * @param detail how much is told
     * @param colour whether in colour
     */
    public record Output(Format format, Detail detail, Colours.Choice colour) {}

    /** For whom the report is. */
    public enum Format {
        TEXT,
        JSON
    }

    /** How much is told on the way. */
    public enum Detail {
        QUIET,
        NORMAL,
        VERBOSE
    }
}
