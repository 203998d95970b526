package dev.dbmigrations.cli;

import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.GlobalOptions.Format;
import dev.dbmigrations.cli.config.Sources.PasswordSource;
import dev.dbmigrations.cli.terminal.Colours;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What is common to all commands on the command line: the program's name and the options that may stand before or after. */
@Command(
        name = "db-migrations",
        customSynopsis = "db-migrations [GLOBAL OPTIONS] COMMAND [OPTIONS] [ARGUMENTS]",
        description = "Schema changes without downtime: analysed, planned, checked, resumable and reversible.",
        descriptionHeading = "%n",
        optionListHeading = "%nGlobal options, before or after the command:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed while running",
            "2:wrong usage or configuration",
            "3:validation or analysis found something at or above --fail-on",
            "4:status --check: something is pending",
            "5:the database is not what the migrations made it",
            "6:a lock was not obtained",
            "7:a rollback failed, a person must act",
            "8:no connection",
            "130:interrupted"
        },
        versionProvider = ProgramVersion.class)
final class Program {
    @Option(
            names = {"-C", "--directory"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Work as if called from this folder.")
    Optional<Path> directory = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration; db-migrations.toml, found upwards, when not given.")
    Optional<Path> config = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The environment to work on, as the configuration calls it.")
    Optional<String> environment = Optional.empty();

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Allows this protected environment to be changed.")
    Optional<String> confirm = Optional.empty();

    @Option(
            names = "--password-stdin",
            scope = ScopeType.INHERIT,
            description = "Read the password from standard input.")
    boolean passwordStdin;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text, or json: one document on standard output and everything else on standard error.")
    Format output = Format.TEXT;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print the summary and failures only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print every statement, too.")
    boolean verbose;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto, always or never; auto respects NO_COLOR.")
    Colours.Choice color = Colours.Choice.AUTO;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Explain the command.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    GlobalOptions options(Path calledFrom) {
        Detail detail = quiet ? Detail.QUIET : verbose ? Detail.VERBOSE : Detail.NORMAL;
        return new GlobalOptions(
                directory.map(calledFrom::resolve).orElse(calledFrom).normalize(),
                new GlobalOptions.Choice(
                        config.map(calledFrom::resolve),
                        environment,
                        confirm,
                        passwordStdin ? PasswordSource.STANDARD_INPUT : PasswordSource.NOT_GIVEN),
                new GlobalOptions.Output(output, detail, color));
    }
}
