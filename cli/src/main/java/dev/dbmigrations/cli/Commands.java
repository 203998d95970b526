package dev.dbmigrations.cli;

import dev.dbmigrations.cli.command.AbortCommand;
import dev.dbmigrations.cli.command.AnalyzeCommand;
import dev.dbmigrations.cli.command.CompleteCommand;
import dev.dbmigrations.cli.command.CompletionCommand;
import dev.dbmigrations.cli.command.ConfigCommand;
import dev.dbmigrations.cli.command.CreateCommand;
import dev.dbmigrations.cli.command.DownCommand;
import dev.dbmigrations.cli.command.ExplainCommand;
import dev.dbmigrations.cli.command.ExportCommand;
import dev.dbmigrations.cli.command.InitCommand;
import dev.dbmigrations.cli.command.PauseCommand;
import dev.dbmigrations.cli.command.PlanCommand;
import dev.dbmigrations.cli.command.ReportCommand;
import dev.dbmigrations.cli.command.ResumeCommand;
import dev.dbmigrations.cli.command.SnapshotsCommand;
import dev.dbmigrations.cli.command.StatusCommand;
import dev.dbmigrations.cli.command.ThrottleCommand;
import dev.dbmigrations.cli.command.UpCommand;
import dev.dbmigrations.cli.command.ValidateCommand;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** The commands there are. The classes of one are loaded when it is typed, and only those: that halves the time to start. */
final class Commands {
    static final List<String> NAMES = List.of(
            "init",
            "create",
            "analyze",
            "plan",
            "up",
            "complete",
            "down",
            "snapshots",
            "status",
            "validate",
            "pause",
            "resume",
            "throttle",
            "abort",
            "report",
            "export",
            "explain",
            "config",
            "completion");

    private Commands() {}

    private static Object called(String name) {
        return switch (name) {
            case "init" -> new InitCommand();
            case "create" -> new CreateCommand();
            case "analyze" -> new AnalyzeCommand();
            case "plan" -> new PlanCommand();
            case "up" -> new UpCommand();
            case "complete" -> new CompleteCommand();
            case "down" -> new DownCommand();
            case "snapshots" -> new SnapshotsCommand();
            case "status" -> new StatusCommand();
            case "validate" -> new ValidateCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "throttle" -> new ThrottleCommand();
            case "abort" -> new AbortCommand();
            case "report" -> new ReportCommand();
            case "export" -> new ExportCommand();
            case "config" -> new ConfigCommand();
            case "explain" -> new ExplainCommand();
            case "completion" -> new CompletionCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The command line with those commands that occur among the arguments, or with all when none does. */
    static CommandLine lineFor(Program program, String... arguments) {
        List<String> typed = Arrays.asList(arguments);
        List<String> named = NAMES.stream().filter(typed::contains).toList();
        boolean all = named.isEmpty() || named.contains("completion");
        CommandLine line = new CommandLine(program);
        (all ? NAMES : named).forEach(name -> line.addSubcommand(name, called(name)));
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
